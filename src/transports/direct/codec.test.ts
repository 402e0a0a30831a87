import { expect } from '@open-wc/testing';
import { ChatError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { Message } from '../../protocol/message.js';
import { decodeResponse, showsMore } from './codec.js';
import { decodeShown } from './shown.js';
import { plainOfSsml } from './speech.js';

const lines: unknown[] = [];
const decode = (response: unknown): ChatEvent[] =>
  decodeResponse(response, { id: 'r-1', now: 5, log: (...line) => lines.push(line) }, decodeShown);
const messageOf = (response: unknown): Message | undefined => {
  const event = decode(response).find(({ type }) => type === 'message-added');
  return event?.type === 'message-added' ? event.message : undefined;
};
const partsOf = (response: unknown) => messageOf(response)?.parts;
const typesOf = (response: unknown) => decode(response).map(({ type }) => type);
const text = (value: string, format?: string) => ({ type: 'text', text: value, ...(format ? { format } : {}) });

describe('decodeResponse', () => {
  beforeEach(() => (lines.length = 0));

  const speeches: readonly [unknown, object][] = [
    ['Hi **you**', text('Hi **you**')],
    [{ html: '<p>a</p>', displayText: 'b', textToSpeech: 'c', ssml: '<speak>d</speak>' }, text('<p>a</p>', 'html')],
    [{ displayText: 'b', textToSpeech: 'c' }, text('b')],
    [{ html: '', displayText: 'b' }, text('b')],
    [{ textToSpeech: 'c', ssml: '<speak>d</speak>' }, text('c')],
    [{ ssml: '<speak>d &amp; e<break time="1s"/>f</speak>' }, text('d & e f', 'plain')],
    ['<speak>Hi</speak>', text('Hi', 'plain')],
    [{ displayText: { toString: 1 }, ssml: 'd' }, text('d', 'plain')],
  ];
  for (const [outputSpeech, part] of speeches) {
    it(`shows ${JSON.stringify(outputSpeech)}`, () => {
      expect(decode({ outputSpeech, reprompt: 'Still there?' })).to.deep.equal([
        {
          type: 'message-added',
          message: { id: 'r-1', author: 'bot', parts: [part], delivery: 'delivered', streaming: false, createdAt: 5 },
        },
      ]);
    });
  }

  it('says what its words are in, where that is a language', () => {
    const languageOf = (defaultLocale: unknown) => {
      const response = { outputSpeech: { displayText: 'x', defaultLocale } };
      expect(showsMore(response), 'what reads it is fetched').to.equal(true);
      return messageOf(response)?.language;
    };
    expect(languageOf('de-AT')).to.equal('de-AT');
    expect(languageOf('en_US')).to.equal('en-US');
    for (const odd of ['no language', '', 7, {}, ['de']]) expect(languageOf(odd)).to.equal(undefined);
    expect(messageOf({ outputSpeech: { displayText: 'x' } })).to.not.have.property('language');
    expect(showsMore({ outputSpeech: { displayText: 'x' } })).to.equal(false);
  });

  const nothings: readonly unknown[] = [
    {},
    { status: 'complete' },
    { outputSpeech: '' },
    { outputSpeech: '  ' },
    { outputSpeech: null, displays: null },
    { outputSpeech: { ssml: '<speak/>' } },
    { outputSpeech: 5, displays: 'none', system: 7, data: [] },
    { displays: [null, 'x', 4, []] },
  ];
  for (const response of nothings) {
    it(`says nothing for ${JSON.stringify(response)}`, () => expect(decode(response)).to.deep.equal([]));
  }
  for (const response of [null, undefined, 'text', 5, true, [], [{}]]) {
    it(`refuses ${JSON.stringify(response)}`, () => {
      expect(() => decode(response))
        .to.throw()
        .that.satisfies(ChatError.is)
        .and.has.property('code', 'bad-reply');
    });
  }

  it('keeps the runtime’s own failures from the visitor and the conversation open', () => {
    const trouble = {
      tag: 'TROUBLE_WITH_REQUEST',
      outputSpeech: { displayText: 'I am having trouble.' },
      displays: [{ type: 'CARD', title: 'TypeError', context: 'at handler.js' }],
    };
    expect(partsOf(trouble)).to.deep.equal([text('I am having trouble.')]);
    expect(typesOf(trouble)).to.deep.equal(['message-added']);
    expect(lines).to.have.length(2);
  });

  it('reads suggestions in all their forms, and twenty of them', () => {
    const suggestions = ['Prices', { title: 'Hours' }, { title: 'Call', url: 'tel:+1' }, { url: 'https://a.example' }];
    expect(messageOf({ outputSpeech: { displayText: 'x', suggestions } })?.suggestions).to.deep.equal([
      { type: 'reply', label: 'Prices' },
      { type: 'reply', label: 'Hours' },
      { type: 'link', label: 'Call', url: 'tel:+1' },
      { type: 'link', label: 'https://a.example', url: 'https://a.example' },
    ]);
    const many = Array.from({ length: 30 }, (_, i) => `${i}`);
    expect(messageOf({ outputSpeech: { displayText: 'x', suggestions: many } })?.suggestions).to.have.length(20);
    const odd = [null, 5, {}, { title: 3 }, '', ['x']];
    expect(messageOf({ outputSpeech: { displayText: 'x', suggestions: odd } })).to.not.have.property('suggestions');
  });

  it('offers suggestions that come without words, without a bubble', () => {
    expect(decode({ outputSpeech: { suggestions: ['Prices'] }, reprompt: '?' })).to.deep.equal([
      { type: 'suggestions-changed', suggestions: [{ type: 'reply', label: 'Prices' }] },
    ]);
  });

  it('makes a list and a carousel of items that choose', () => {
    const item = {
      title: 'Basic',
      token: 'plan-basic',
      description: 'From 9',
      url: 'https://shop.example/basic',
      image: { url: 'https://shop.example/b.png', accessibilityText: 'Basic plan', width: 10, height: '20' },
      buttons: [{ title: 'Details', openUrlAction: 'https://shop.example/d' }, { title: 'Ask' }, null],
    };
    expect(partsOf({ displays: [{ type: 'CAROUSEL', title: 'Plans', items: [item] }] })).to.deep.equal([
      {
        type: 'carousel',
        title: 'Plans',
        items: [
          {
            title: 'Basic',
            description: 'From 9',
            image: { url: 'https://shop.example/b.png', alt: 'Basic plan', width: 10 },
            action: { type: 'select', label: 'Basic', token: 'plan-basic' },
            actions: [
              { type: 'link', label: 'Basic', url: 'https://shop.example/basic' },
              { type: 'link', label: 'Details', url: 'https://shop.example/d' },
              { type: 'reply', label: 'Ask' },
            ],
          },
        ],
      },
    ]);
    expect(
      partsOf({ displays: [{ type: 'LIST', items: [{ title: 'A' }, { title: 'B', url: 'https://b.example' }] }] }),
    ).to.deep.equal([
      {
        type: 'list',
        items: [
          { title: 'A', action: { type: 'reply', label: 'A' } },
          { title: 'B', action: { type: 'link', label: 'B', url: 'https://b.example' } },
        ],
      },
    ]);
  });

  it('leads where a picture leads, once', () => {
    const image = { url: 'https://a.example/i.png', imageActionUrl: 'https://a.example/more' };
    const item = (more: object) =>
      partsOf({ displays: [{ type: 'LIST', items: [{ title: 'A', image, ...more }] }] })?.[0];
    const leads = { type: 'link', label: 'A', url: 'https://a.example/more' };
    const picture = { url: 'https://a.example/i.png' };
    expect(item({})).to.deep.equal({ type: 'list', items: [{ title: 'A', action: leads, image: picture }] });
    expect(item({ token: 't', url: 'https://a.example/more' })).to.deep.equal({
      type: 'list',
      items: [{ title: 'A', action: { type: 'select', label: 'A', token: 't' }, actions: [leads], image: picture }],
    });
  });

  it('makes a card of a card, with its buttons on it', () => {
    const card = {
      type: 'CARD',
      title: 'Garden *room*',
      subTitle: '2 guests',
      content: 'Terrace',
      smallImageUrl: 'https://a.example/s.png',
      largeImageUrl: 'https://a.example/i.png',
      accessibilityText: 'A garden',
      imageActionUrl: 'https://a.example/more',
      buttons: [{ title: 'Book', openUrlAction: 'https://a.example/book' }, { title: 'Ask' }],
    };
    expect(partsOf({ displays: [card] })).to.deep.equal([
      {
        type: 'card',
        title: 'Garden *room*',
        subtitle: '2 guests',
        description: 'Terrace',
        image: { url: 'https://a.example/i.png', alt: 'A garden' },
        actions: [
          { type: 'link', label: 'Book', url: 'https://a.example/book' },
          { type: 'reply', label: 'Ask' },
          { type: 'link', label: 'Garden *room*', url: 'https://a.example/more' },
        ],
      },
    ]);
    expect(messageOf({ displays: [card] })).to.not.have.property('suggestions');
  });

  const cards: readonly (readonly [object, object])[] = [
    [{ content: 'Only words' }, { type: 'card', title: 'Only words' }],
    [
      { subTitle: 'a', content: 'b', smallImageUrl: 'https://a.example/s.png' },
      { type: 'card', title: 'a', description: 'b', image: { url: 'https://a.example/s.png' } },
    ],
    [
      { largeImageUrl: 'https://a.example/i.png', accessibilityText: 'x', imageActionUrl: 'https://a.example/' },
      { type: 'image', url: 'https://a.example/i.png', alt: 'x', link: 'https://a.example/' },
    ],
    [{ buttons: [{ title: 'Go' }] }, { type: 'card', title: 'Go', actions: [{ type: 'reply', label: 'Go' }] }],
    [{ title: {}, largeImageUrl: 5 }, { type: 'stentor:CARD' }],
  ];
  for (const [display, part] of cards)
    it(`makes the best of the card ${JSON.stringify(display)}`, () =>
      expect(partsOf({ displays: [{ type: 'CARD', ...display }] })).to.deep.equal([part]));

  it('asks for more than one, and for a time', () => {
    const items = [{ id: '1', title: 'One', description: 'first' }, { id: '2' }, { title: 'no id' }, null];
    const displays = [
      { type: 'MultiSelect', title: 'Which?', items, max: 1, min: 'x' },
      { type: 'ScheduleButton', label: 'Pick a time' },
      { type: 'ScheduleButton' },
    ];
    const times = (label: string) => ({ type: 'buttons', actions: [{ type: 'schedule', label }] });
    expect(partsOf({ displays })).to.deep.equal([
      {
        type: 'multi-select',
        title: 'Which?',
        items: [
          { id: '1', label: 'One', description: 'first' },
          { id: '2', label: '2' },
        ],
        max: 1,
      },
      times('Pick a time'),
      times('Schedule'),
    ]);
  });

  const media: readonly (readonly [object, object])[] = [
    [{ type: 'image/png' }, { type: 'image' }],
    [
      { type: 'IMAGE', accessibilityText: 'x' },
      { type: 'image', alt: 'x' },
    ],
    [
      { type: 'audio/mpeg', title: 'x' },
      { type: 'audio', mediaType: 'audio/mpeg', title: 'x' },
    ],
    [{ type: 'VIDEO' }, { type: 'video' }],
    [
      { type: 'application/pdf', title: 'x.pdf' },
      { type: 'attachment', mediaType: 'application/pdf', name: 'x.pdf' },
    ],
    [{ type: 'constructor' }, { type: 'attachment' }],
    [{}, { type: 'attachment' }],
  ];
  for (const [entry, part] of media)
    it(`shows the medium ${JSON.stringify(entry)}`, () => {
      const url = 'https://a.example/x';
      expect(partsOf({ media: [{ url, ...entry }] })).to.deep.equal([{ url, ...part }]);
    });
  it('knows a medium by what its address ends in', () => {
    const at = (name: string) => partsOf({ media: [{ url: `https://a.example/${name}` }] })?.[0]?.type;
    expect(['a.PNG?x=1', 'a.mp3#t=1', 'a.webm', 'a.pdf', 'png'].map(at)).to.deep.equal([
      'image',
      'audio',
      'video',
      'attachment',
      'attachment',
    ]);
    expect(decode({ media: [null, {}, 'x', { url: 5 }] })).to.deep.equal([]);
  });

  it('makes words of what it does not know, never nothing', () => {
    const shown = [
      { type: 'MultiSelect', title: 'Which?', items: [{ title: 'One' }, 'two'] },
      { type: 'FORM', name: 'quote', steps: [] },
      { type: 'LIST', title: 'Nothing found', items: 'x' },
      { type: 'CARD' },
      { type: 'toString', content: 'a' },
      { type: 'text', text: 'b' },
      { type: '__proto__' },
      { type: { evil: true } },
      {},
    ];
    expect(partsOf({ displays: shown })).to.deep.equal([
      { type: 'stentor:MultiSelect', fallback: 'Which?\nOne' },
      { type: 'stentor:FORM' },
      { type: 'stentor:LIST', fallback: 'Nothing found' },
      { type: 'stentor:CARD' },
      { type: 'stentor:toString', fallback: 'a' },
      { type: 'stentor:text', fallback: 'b' },
      { type: 'stentor:__proto__' },
      { type: 'stentor:' },
      { type: 'stentor:' },
    ]);
  });

  it('leaves odd items out and keeps to its limits', () => {
    const items = [null, 5, 'x', {}, { title: 5 }, { token: 'only' }, { description: 'words' }];
    expect(partsOf({ displays: [{ type: 'LIST', items }] })?.[0])
      .to.have.property('items')
      .that.deep.equals([
        { title: 'only', action: { type: 'select', label: 'only', token: 'only' } },
        { title: 'words', action: { type: 'reply', label: 'words' } },
      ]);
    const many = { type: 'LIST', items: Array.from({ length: 60 }, (_, i) => ({ title: `${i}` })) };
    expect(partsOf({ displays: [many] })?.[0])
      .to.have.property('items')
      .with.length(50);
    expect(partsOf({ displays: Array.from({ length: 30 }, () => many) })).to.have.length(20);
  });

  const systems: readonly [object, object][] = [
    [{ system: 'HANDOFF' }, { type: 'handoff-changed', handoff: 'requested' }],
    [
      { system: 'TRANSFER_CALL', data: { transferPhoneNumber: '+1 555' } },
      { type: 'handoff-changed', handoff: 'requested', phone: '+1 555' },
    ],
    [
      { system: 'TRANSFER_CALL', data: null },
      { type: 'handoff-changed', handoff: 'requested' },
    ],
    ...(
      [
        ['EMAIL', 'email'],
        ['PHONE_NUMBER', 'phone'],
        ['LOCATION_PRECISE', 'location'],
        ['LOCATION_COARSE', 'coarse-location'],
        ['NOTIFICATION', 'notification'],
        ['LIST', 'list'],
      ] as const
    ).map(([word, permission]): [object, object] => [
      { system: `PERMISSION_${word}` },
      { type: 'permission-requested', request: { permission, askedAt: 5 } },
    ]),
  ];
  for (const [response, event] of systems) {
    it(`understands ${JSON.stringify(response)}`, () => expect(decode(response)).to.deep.equal([event]));
  }
  for (const system of ['SURFACE_CLOSE', 'PERMISSION_FUTURE', 'toString', 'constructor']) {
    it(`ignores the system word ${system} with one line for the developer`, () => {
      expect(decode({ system })).to.deep.equal([]);
      expect(lines).to.have.length(1);
    });
  }

  it('takes an answer without a reprompt for the last one', () => {
    const outputSpeech = 'Bye';
    expect(typesOf({ outputSpeech })).to.deep.equal(['message-added', 'conversation-ended']);
    expect(typesOf({ outputSpeech, reprompt: {} })).to.include('conversation-ended');
    expect(typesOf({ outputSpeech, reprompt: '' })).to.include('conversation-ended');
    expect(typesOf({ outputSpeech, reprompt: { ssml: '<speak>You there?</speak>' } })).to.deep.equal(['message-added']);
    expect(typesOf({ outputSpeech, reprompt: { displayText: 'You there?' } })).to.deep.equal(['message-added']);
  });
});

describe('plainOfSsml', () => {
  const table: readonly [string, string][] = [
    ['<speak>a <emphasis level="strong">b</emphasis>c</speak>', 'a bc'],
    ['<speak><p>a</p><p>b</p></speak>', 'a b'],
    ['a &lt;b&gt; &quot;c&quot; &apos;d&apos; &#65;&#x1F600;', 'a <b> "c" \'d\' A😀'],
    ['&unknown; &#0; &#x110000; & &amp', '&unknown; &#0; &#x110000; & &amp'],
    ['&amp;lt;', '&lt;'],
    ['<img src=x onerror=alert(1)>a', 'a'],
    ['a < b', 'a b'],
  ];
  for (const [ssml, plain] of table) {
    it(`reads ${ssml}`, () => expect(plainOfSsml(ssml)).to.equal(plain));
  }

  it('reads a megabyte of open brackets', () => {
    expect(plainOfSsml('<'.repeat(1_000_000))).to.equal('');
    expect(plainOfSsml('&'.repeat(1_000_000))).to.have.length(1_000_000);
  });
});
