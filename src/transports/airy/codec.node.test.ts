import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { takeResumeToken } from './arrival.js';
import { readBody, readHistory, readMessage } from './codec.js';
import { decodeContent } from './content.js';
import { commandOf, encodeCommand } from './encode.js';
import { timeOf } from './sent-at.js';

const NOW = 5;
const at = Date.UTC(2021, 2, 1, 10, 0, 0, 123);
const newer = (more: object = {}) => ({
  id: 'm-1',
  content: { text: 'hello' },
  sent_at: '2021-03-01T10:00:00.123Z',
  delivery_state: 'delivered',
  from_contact: false,
  source: 'chatplugin',
  metadata: {},
  sender: { id: 'a-1' },
  ...more,
});
const older = (more: object = {}) => ({
  id: 'm-1',
  content: { text: 'hello', type: 'text' },
  state: 'DELIVERED',
  sender_type: 'app_user',
  sent_at: '2021-03-01T10:00:00.123+0000',
  ...more,
});
const text = (words: string) => ({ type: 'text', text: words });

describe('messages of Airy', () => {
  it('are read in the words of the newer generation', () => {
    assert.deepEqual(
      readMessage(newer({ sender: { id: 'a-1', name: 'Kim', avatar_url: 'https://a.example/k' } }), NOW),
      {
        id: 'm-1',
        mine: false,
        text: 'hello',
        state: 'delivered',
        shown: {
          id: 'm-1',
          author: 'agent',
          parts: [text('hello')],
          delivery: 'delivered',
          streaming: false,
          createdAt: at,
          order: at,
          name: 'Kim',
          avatarUrl: 'https://a.example/k',
        },
      },
    );
  });

  it('are read in the words of the older one', () => {
    const heard = readMessage(older(), NOW);
    assert.deepEqual([heard?.mine, heard?.state, heard?.shown.author], [false, 'delivered', 'agent']);
    assert.deepEqual([heard?.shown.parts, heard?.shown.order], [[text('hello')], at]);
    assert.equal(readMessage(older({ sender_type: 'source_contact' }), NOW)?.mine, true);
  });

  it('of the visitor are plain, and known by what they were called here', () => {
    const heard = readMessage(newer({ from_contact: true, content: { text: ' *hi* ', clientMessageId: 'c-1' } }), NOW);
    assert.deepEqual([heard?.mine, heard?.key, heard?.text], [true, 'c-1', '*hi*']);
    assert.deepEqual(heard?.shown.parts, [{ type: 'text', text: ' *hi* ', format: 'plain' }]);
    assert.equal(readMessage(newer({ content: { text: 'x', clientMessageId: 'c-1' } }), NOW)?.key, undefined);
  });

  for (const raw of [null, 'x', [], {}, { id: 4 }, { id: ' ' }])
    it(`are not ${JSON.stringify(raw)}`, () => assert.equal(readMessage(raw, NOW), undefined));

  it('survive fields of the wrong kind', () => {
    const heard = readMessage(
      { id: 'm', content: 4, sent_at: {}, delivery_state: 'x', sender: [], from_contact: 'yes' },
      NOW,
    );
    assert.deepEqual(heard?.shown.parts, []);
    assert.deepEqual(
      [heard?.mine, heard?.state, heard?.shown.order, heard?.shown.createdAt],
      [false, undefined, undefined, NOW],
    );
  });

  it('come in the body of a frame', () => {
    assert.equal(readBody(JSON.stringify({ conversation_id: 'c', channel_id: 'x', message: newer() }), NOW)?.id, 'm-1');
    assert.equal(readBody(JSON.stringify({ message: older({ content: '{"text":"hi"}' }) }), NOW)?.text, 'hi');
    for (const body of ['', '{', 'null', '[]', '{"message":4}']) assert.equal(readBody(body, NOW), undefined);
  });

  it('of a very long conversation are the newest thousand', () => {
    const many = Array.from({ length: 1_200 }, (_, index) => newer({ id: `m-${index}` }));
    assert.deepEqual([readHistory(many, NOW).length, readHistory(many, NOW)[0]?.id], [1_000, 'm-200']);
    assert.deepEqual(readHistory('no', NOW), []);
  });
});

describe('times of Airy', () => {
  const table: readonly (readonly [unknown, number | undefined])[] = [
    ['2021-03-01T10:00:00.123Z', at],
    ['2021-03-01T10:00:00.123+0000', at],
    ['2021-03-01T12:00:00.123+02:00', at],
    ['2021-03-01T10:00:00.123', at],
    ['2021-03-01 10:00:00.123', at],
    [at, at],
    ['2026-13-45', undefined],
    ['', undefined],
    [null, undefined],
    [NaN, undefined],
  ];
  for (const [said, meant] of table) it(`${JSON.stringify(said)} is ${meant}`, () => assert.equal(timeOf(said), meant));
});

const quick = { content_type: 'text', title: 'Yes', payload: 'yes-1' };
const yes = { type: 'postback', label: 'Yes', data: 'yes-1' };
const card = {
  title: 'Basic',
  description: 'From 9',
  media: {
    height: 'MEDIUM',
    contentInfo: { altText: 'b', fileUrl: 'https://shop.example/b.png', forceRefresh: 'false' },
  },
  suggestions: [
    { reply: { text: 'Take it', postbackData: 'basic' } },
    { action: { text: 'Open', postbackData: 'o', openUrlAction: { url: 'https://shop.example' } } },
    { action: { text: 'Call', postbackData: 'c', dialAction: { phoneNumber: '+15550100' } } },
    {},
    null,
  ],
};
const shownCard = {
  title: 'Basic',
  description: 'From 9',
  image: { url: 'https://shop.example/b.png', alt: 'b' },
  actions: [
    { type: 'postback', label: 'Take it', data: 'basic' },
    { type: 'link', label: 'Open', url: 'https://shop.example' },
    { type: 'call', label: 'Call', phone: '+15550100' },
  ],
};
const cognigy = (output: object) => ({ data: { _cognigy: { _default: output } } });

describe('contents of Airy', () => {
  const table: readonly (readonly [
    name: string,
    content: unknown,
    parts: readonly unknown[],
    suggestions?: readonly unknown[],
  ])[] = [
    ['a text', { text: 'hi' }, [text('hi')]],
    ['a rich text', { text: '**hi**', fallback: 'hi', containsRichText: 'true' }, [text('**hi**')]],
    ['words alone', 'hi', [text('hi')]],
    ['JSON in a string', '{"text":"hi","type":"text"}', [text('hi')]],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ text: 'hi' })), [text('hi')]],
    ['what only looks like JSON', '{hi}', [text('{hi}')]],
    ['a list', [{ text: 'a' }, { text: 'b' }], [text('a'), text('b')]],
    ['a wrapped one', { message: { text: 'hi' } }, [text('hi')]],
    ['wrapped words', { message: 'hi' }, [text('hi')]],
    ['a fallback', { fallback: 'hi', unheardOf: {} }, [text('hi')]],
    ['nothing known', { unheardOf: 'x' }, []],
    ['a picture', { attachment: { type: 'image', payload: { url: 'u' } } }, [{ type: 'image', url: 'u' }]],
    ['a film', { attachment: { type: 'video', payload: { url: 'u' } } }, [{ type: 'video', url: 'u' }]],
    ['a sound', { attachment: { type: 'audio', payload: { url: 'u' } } }, [{ type: 'audio', url: 'u' }]],
    ['a file', { attachment: { type: 'constructor', payload: { url: 'u' } } }, [{ type: 'attachment', url: 'u' }]],
    ['quick replies', { text: 'Well?', quick_replies: [quick, { title: '' }, 4] }, [text('Well?')], [yes]],
    [
      'quick replies as the renderer reads them',
      { text: 'Well?', quick_replies: [{ ...quick, payload: { text: 'yes-1' } }] },
      [text('Well?')],
      [yes],
    ],
    ['one card', { richCard: { standaloneCard: { cardContent: card } } }, [{ type: 'card', ...shownCard }]],
    [
      'several cards',
      { richCard: { carouselCard: { cardWidth: 'MEDIUM', cardContents: [card, { title: 'Other' }, {}] } } },
      [{ type: 'carousel', items: [shownCard, { title: 'Other' }] }],
    ],
    ['words of a Cognigy bot', cognigy({ _text: { text: ['a', 'b'] } }), [text('a'), text('b')]],
    [
      'quick replies of a Cognigy bot',
      cognigy({ _quickReplies: { text: 'Well?', quickReplies: [{ title: 'Yes', payload: 'yes-1' }] } }),
      [text('Well?')],
      [yes],
    ],
    [
      'buttons of a Cognigy bot',
      cognigy({ _buttons: { text: 'Well?', buttons: [{ title: 'Yes', payload: 'yes-1', type: 'postback' }] } }),
      [text('Well?'), { type: 'buttons', actions: [yes] }],
    ],
    [
      'a gallery of a Cognigy bot',
      cognigy({
        _gallery: { items: [{ title: 'A', subtitle: 'a', imageUrl: 'u', buttons: [{ title: 'Go', url: 'w' }] }] },
      }),
      [
        {
          type: 'card',
          title: 'A',
          description: 'a',
          image: { url: 'u' },
          actions: [{ type: 'link', label: 'Go', url: 'w' }],
        },
      ],
    ],
    ['a Cognigy bot that says nothing', { text: 'hi', _cognigy: { _default: {} } }, [text('hi')]],
  ];
  for (const [name, content, parts, suggestions = []] of table)
    it(`read ${name}`, () => assert.deepEqual(decodeContent(content), { parts, suggestions }));

  it('end somewhere, however deep they are wrapped', () => {
    const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ message: inner }), { text: 'x' });
    assert.deepEqual(decodeContent(deep), { parts: [], suggestions: [] });
  });
});

describe('what the visitor does', () => {
  it('is a message for each file, the last one under the name of the whole', () => {
    const attachments = [
      { url: 'https://a.example/a.png', type: 'image/png' },
      { url: 'https://a.example/b.pdf', type: 'application/pdf' },
    ];
    assert.deepEqual(encodeCommand({ type: 'send-message', id: 'c-1', text: 'See', attachments }), [
      { key: 'c-1.2', content: { text: 'See', clientMessageId: 'c-1.2' } },
      {
        key: 'c-1.1',
        content: {
          attachment: { type: 'image', payload: { url: 'https://a.example/a.png' } },
          clientMessageId: 'c-1.1',
        },
      },
      {
        key: 'c-1',
        content: { attachment: { type: 'file', payload: { url: 'https://a.example/b.pdf' } }, clientMessageId: 'c-1' },
      },
    ]);
    assert.equal(commandOf('c-1.2'), 'c-1');
  });
  it('is a text and the data of a tap', () => {
    const content = { text: 'Yes', postbackData: 'yes-1', clientMessageId: 'c-1' };
    assert.deepEqual(encodeCommand({ type: 'send-postback', id: 'c-1', label: 'Yes', data: 'yes-1' }), [
      { key: 'c-1', content },
    ]);
    assert.deepEqual(encodeCommand({ type: 'select-option', id: 'c-1', label: 'Yes', token: 'yes-1' }), [
      { key: 'c-1', content },
    ]);
  });
  it('is nothing where nobody need know, and cannot be said where Airy has no words', () => {
    assert.deepEqual(encodeCommand({ type: 'launch', id: 'c-1' }), []);
    assert.equal(encodeCommand({ type: 'submit-form', id: 'c-1', name: 'f', values: {} }), undefined);
  });
});

describe('a token in the address of the page', () => {
  const page = (href: string) => {
    const written: string[] = [];
    const history = { state: { own: 1 }, replaceState: (_: unknown, __: string, url: string) => written.push(url) };
    return { written, token: takeResumeToken({ location: { href }, history }) };
  };
  it('is taken, and gone from there at once; the rest stays', () => {
    assert.deepEqual(page('https://a.example/x?a=1&resume_token=ey.J&b=2#there'), {
      written: ['https://a.example/x?a=1&b=2#there'],
      token: 'ey.J',
    });
  });
  it('is gone even where it is empty', () => {
    assert.deepEqual(page('https://a.example/?resume_token='), { written: ['https://a.example/'], token: undefined });
  });
  it('changes nothing where there is none, and needs no page', () => {
    assert.deepEqual(page('https://a.example/?token=x'), { written: [], token: undefined });
    assert.equal(takeResumeToken({}), undefined);
  });
});
