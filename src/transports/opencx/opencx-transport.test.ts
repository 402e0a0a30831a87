import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { createConversation } from '../../core/conversation.js';
import { fakeXhr } from '../../net/fakes/xhr.js';
import type { ChatEvent, MessageAdded } from '../../protocol/events.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { fakeBackend, type FakeBackend } from './fakes/backend.js';
import { opencxTransport } from './opencx-transport.js';
import { memoryShelf } from './remembered.js';

const { signal } = new AbortController();
const session = { id: 'local-1', userId: 'u-1', startedAt: 0 };
const message = (id: string, text = 'hi') => ({ type: 'send-message', id, text }) as const;

function setUp(backend: FakeBackend = fakeBackend(), more: Partial<TransportOptions> = {}) {
  const events: ChatEvent[] = [];
  let wake = () => {};
  let isAsking = false;
  const transport = opencxTransport(
    {
      url: 'https://cx.example/',
      token: 'bot-1',
      session,
      timeout: 2_000,
      fetch: backend.fetch,
      onPoll: ({ asking }) => (isAsking = asking),
      ...more,
      get getToken() {
        return more.getToken;
      },
    },
    {
      hidden: () => false,
      onWake(listener) {
        wake = listener;
        return () => (wake = () => {});
      },
    },
  );
  const open = () => transport.open((event) => events.push(event), session);
  const said = () => events.filter((event): event is MessageAdded => event.type === 'message-added');
  const texts = () =>
    said().map(({ message: { parts } }) => parts.map((part) => ('text' in part ? part.text : '')).join(''));
  const polls = () => backend.asked.filter(({ path }) => path.startsWith('poll/'));
  /** One more look, and what it found. */
  async function look(): Promise<void> {
    const before = polls().length;
    wake();
    // To read an answer takes a browser as long as it likes.
    await waitUntil(() => polls().length > before && !isAsking);
    // What should not be done has a moment to be done.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const kinds = () => events.map(({ type }) => type);
  return { backend, transport, events, open, said, texts, polls, look, kinds, wake: () => wake() };
}
const failureOf = (promise: Promise<unknown> | undefined): Promise<unknown> =>
  (promise ?? Promise.resolve()).then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('opencxTransport', () => {
  describe('with a backend of today', () => itIsATransport(() => setUp().transport));
  describe('with a backend of the first generation', () => itIsATransport(() => setUp(fakeBackend('seed')).transport));

  it('asks nothing of the visitor before the first word, and says who they are with it', async () => {
    const { backend, transport, open } = setUp(fakeBackend(), {
      contact: () => ({ name: 'Ann', email: 'ann@example.com' }),
      headers: { 'x-shop': '7' },
      queryParams: { lang: 'de' },
      bodyProperties: { cart: 3 },
      attributes: () => ({ plan: 'pro' }),
      languages: () => ['de', 'en'],
    });
    await open();
    expect(backend.paths()).to.deep.equal(['GET config']);
    await transport.send(message('c-1'), signal);
    expect(backend.paths().slice(1, 4)).to.deep.equal([
      'POST contact/create-unverified',
      'POST create-session',
      'POST chat/send',
    ]);
    const [, contact, begin, send] = backend.asked;
    expect(contact?.body).to.deep.equal({ email: 'ann@example.com', non_verified_name: 'Ann' });
    expect(begin?.headers.get('authorization')).to.equal('Bearer contact-1');
    expect(send?.headers.get('x-bot-token')).to.equal('bot-1');
    expect(send?.headers.has('x-shop')).to.equal(false);
    expect(send?.body).to.deep.equal({
      uuid: 'c-1',
      bot_token: 'bot-1',
      session_id: 'session-1',
      content: 'hi',
      headers: { 'x-shop': '7' },
      query_params: { lang: 'de' },
      body_properties: { cart: 3 },
      language: 'de',
      user: { name: 'Ann', email: 'ann@example.com', customData: { plan: 'pro' } },
      custom_data: { plan: 'pro' },
    });
    await transport.close();
  });

  it('asks nobody while it is being made: the chat that it is made for is not there yet', () => {
    const notYet = (): never => {
      throw new Error('Not yet.');
    };
    setUp(fakeBackend(), { said: notYet, has: notYet, contact: notYet, attributes: notYet, languages: notYet });
  });

  it('goes to OpenCX itself where the page names no server', async () => {
    const urls: string[] = [];
    const backend = fakeBackend();
    const { open, transport } = setUp(backend, {
      url: '',
      fetch: (input, init) => (urls.push(String(input)), backend.fetch(input, init)),
    });
    await open();
    expect(urls).to.deep.equal(['https://api.open.cx/backend/widget/v2/config']);
    await transport.close();
  });

  it('knows visitors of the first generation by a header, and asks for both halves of a poll', async () => {
    const { backend, transport, open } = setUp(fakeBackend('seed'), { contact: () => ({ email: 'ann@example.com' }) });
    await open();
    await transport.send(message('c-1'), signal);
    await waitUntil(() => backend.paths().includes('GET session/history/session-1'));
    expect(backend.paths()).to.include('GET session/session-1');
    expect(backend.asked.at(-1)?.headers.get('x-consumer-id')).to.equal('email:ann@example.com');
    expect(backend.paths().some((path) => path.includes('contact'))).to.equal(false);
    await transport.close();
  });

  it('shows the page’s own token for the visitor, and gets another one when it was refused', async () => {
    const reasons: string[] = [];
    const backend = fakeBackend();
    const { transport, open } = setUp(backend, {
      getToken: async (reason) => {
        reasons.push(reason);
        return `verified-${reasons.length}`;
      },
    });
    backend.instead = ({ headers, path }) =>
      path === 'chat/send' && headers.get('authorization') === 'Bearer verified-1'
        ? new Response('{}', { status: 401 })
        : undefined;
    await open();
    expect(await failureOf(transport.send(message('c-1'), signal))).to.include({ outcome: 'auth' });
    await transport.renew?.();
    await transport.send(message('c-1'), signal);
    expect(reasons).to.deep.equal(['first', 'refused']);
    expect(backend.paths().some((path) => path.includes('contact'))).to.equal(false);
    await transport.close();
  });

  it('shows the token of a page that has one late, never the widget’s own, and asks who gives it now', async () => {
    const late: Pick<TransportOptions, 'getToken'> = {};
    const { backend, transport, open } = setUp(fakeBackend(), late);
    await open();
    Object.assign(late, { getToken: async () => 'verified-1' });
    await transport.send(message('c-1'), signal);
    Object.assign(late, { getToken: async () => 'verified-2' });
    await transport.renew?.();
    await transport.send(message('c-2'), signal);
    const bearers = backend.asked
      .filter(({ path }) => path === 'chat/send')
      .map(({ headers }) => headers.get('authorization'));
    expect(bearers).to.deep.equal(['Bearer verified-1', 'Bearer verified-2']);
    await transport.close();
  });

  it('renews a contact of its own making that was refused', async () => {
    const { backend, transport, open } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    await transport.renew?.();
    await transport.send(message('c-2'), signal);
    const bearers = backend.asked
      .filter(({ path }) => path === 'chat/send')
      .map(({ headers }) => headers.get('authorization'));
    expect(bearers).to.deep.equal(['Bearer contact-1', 'Bearer contact-2']);
    await transport.close();
  });

  it('says how it stands when it is opened again and nobody answers, and that it is open when somebody does', async () => {
    const { backend, transport, open, events, wake } = setUp();
    const state = () => events.flatMap((event) => (event.type === 'connection-changed' ? event.state : [])).at(-1);
    await open();
    await transport.close();
    backend.instead = () => new Response('{}', { status: 500 });
    await open();
    expect(state()).to.equal('waiting');
    backend.instead = () => undefined;
    wake();
    await waitUntil(() => state() === 'open');
    await transport.close();
  });

  it('takes the session that another tab has begun meanwhile', async () => {
    const shelf = memoryShelf();
    const { backend, transport, open } = setUp(fakeBackend(), { shelf });
    backend.instead = ({ path }) => {
      if (path === 'create-session') shelf.put('resume', JSON.stringify({ of: session.id, id: 'session-9' }));
      return path === 'chat/send' ? Response.json({ success: true }) : undefined;
    };
    await open();
    await transport.send(message('c-1'), signal);
    expect(backend.asked.find(({ path }) => path === 'chat/send')?.body?.['session_id']).to.equal('session-9');
    expect(shelf.get('resume')).to.contain('session-9');
    await transport.close();
  });

  it('keeps the contact that came in the place of a refused one, whoever is refused late', async () => {
    const { backend, transport, open, polls, look, wake } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    let refuse = (): void => undefined;
    const refusal = () => new Response('{}', { status: 401 });
    backend.instead = ({ path, headers }) => {
      if (headers.get('authorization') !== 'Bearer contact-1') return undefined;
      return path === 'chat/send' ? refusal() : new Promise((resolve) => (refuse = () => resolve(refusal())));
    };
    const before = polls().length;
    wake();
    await waitUntil(() => polls().length > before);
    expect(await failureOf(transport.send(message('c-2'), signal))).to.include({ outcome: 'auth' });
    await transport.renew?.();
    await transport.send(message('c-2'), signal);
    refuse();
    await waitUntil(() => polls().at(-1)?.headers.get('authorization') === 'Bearer contact-2');
    await look();
    expect(backend.paths().filter((path) => path.includes('contact'))).to.have.length(2);
    await transport.close();
  });

  it('hears nothing of a session that has begun from a late word about the one before', async () => {
    const { backend, transport, open, polls, kinds, look, texts, wake } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    let answer: (response: Response) => void = () => undefined;
    backend.instead = ({ path }) =>
      path === 'poll/session-1' ? new Promise((resolve) => (answer = resolve)) : undefined;
    backend.forget();
    const before = polls().length;
    wake();
    await waitUntil(() => polls().length > before);
    await transport.send(message('c-2'), signal);
    answer(new Response('{}', { status: 404 }));
    await waitUntil(() => polls().at(-1)?.path === 'poll/session-2');
    backend.tell({ publicId: 'a-1', content: { text: 'Still here' } });
    await look();
    expect(texts()).to.include('Still here');
    expect(kinds().filter((kind) => kind === 'continuity-lost')).to.have.length(1);
    await transport.close();
  });

  it('shows the answer once: it stands in the reply, and in every poll', async () => {
    const { transport, open, texts, look } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    await look();
    expect(texts()).to.deep.equal(['You said hi']);
    await transport.close();
  });

  for (const first of ['reply', 'poll'] as const)
    it(`shows an answer without an id once, the ${first} first, and votes for it by the id of the history`, async () => {
      const backend = fakeBackend();
      backend.reply = () => ({
        success: true,
        autopilotResponse: { type: 'text', value: { error: false, content: 'No id' } },
      });
      const { transport, open, said, texts, look } = setUp(backend);
      await open();
      await transport.send(message('c-0'), signal);
      await look();
      let release = () => {};
      if (first === 'poll') {
        let isHeld = true;
        backend.instead = (asked) => {
          if (asked.path !== 'chat/send' || !isHeld) return undefined;
          isHeld = false;
          const answer = backend.fetch(`https://cx.example/backend/widget/v2/chat/send`, {
            method: 'POST',
            body: JSON.stringify(asked.body),
          });
          return new Promise((resolve) => (release = () => resolve(answer)));
        };
      }
      const sending = transport.send(message('c-1'), signal);
      if (first === 'poll') {
        await waitUntil(() => backend.history.length === 4);
        await look();
        release();
      }
      await sending;
      await look();
      expect(texts()).to.deep.equal(['No id', 'No id']);
      const last = said().at(-1)?.message.id ?? '';
      await transport.send({ type: 'give-feedback', id: 'v', messageId: last, rating: 'negative' }, signal);
      const vote = backend.asked.find(({ path }) => path === 'chat/vote');
      expect(vote?.body).to.deep.equal({ action: 'downvote', sessionId: 'session-1', messagePublicId: 'c-1-answer' });
      await transport.close();
    });

  it('offers the options of an answer', async () => {
    const backend = fakeBackend();
    backend.reply = () => ({ success: true, options: { type: 'options', value: ['Yes', 'No'] } });
    const { transport, open, events } = setUp(backend);
    await open();
    await transport.send(message('c-1'), signal);
    expect(events.find(({ type }) => type === 'suggestions-changed')).to.deep.equal({
      type: 'suggestions-changed',
      suggestions: [
        { type: 'reply', label: 'Yes' },
        { type: 'reply', label: 'No' },
      ],
    });
    await transport.close();
  });

  it('has the backend’s first questions, until the visitor has spoken, and says that nobody is there', async () => {
    const closed = { initialQuestions: ['Where?'], officeHours: { Everyday: { from: '00:00', to: '00:00' } } };
    for (const [generation, spoken] of [
      ['now', false],
      ['seed', false],
      ['seed', true],
    ] as const) {
      const { transport, open, events, said } = setUp(fakeBackend(generation, closed), {
        said: () => (spoken ? [{ author: 'user', text: 'hi' }] : []),
      });
      await open();
      expect(said()[0]?.message.parts).to.deep.equal([{ type: 'notice', event: 'away' }]);
      expect(events.some(({ type }) => type === 'suggestions-changed')).to.equal(!spoken);
      await transport.close();
    }
  });

  it('refuses what the backend refused in a good answer, and takes a failed session for a failed message', async () => {
    const backend = fakeBackend();
    const { transport, open } = setUp(backend);
    await open();
    backend.instead = ({ path }) =>
      path === 'create-session' ? Response.json({ statusCode: 400, message: 'No.' }, { status: 400 }) : undefined;
    expect(await failureOf(transport.send(message('c-1'), signal))).to.include({
      code: 'rejected',
      outcome: 'rejected',
    });
    backend.instead = () => undefined;
    backend.reply = () => ({ success: false, error: { code: 'blocked', message: 'You are blocked.' } });
    expect(await failureOf(transport.send(message('c-2'), signal))).to.include({
      code: 'rejected',
      outcome: 'rejected',
      message: 'You are blocked.',
    });
    await transport.close();
  });

  it('tells who takes over, who comes after, and that the bot is back; each once', async () => {
    const { backend, transport, open, look, events } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    const heard = events.length;
    const assignee = (name: string | null) => ({ kind: name ? 'human' : 'ai', name, avatarUrl: null }) as const;
    for (const change of [
      { isHandedOff: true },
      { isHandedOff: true, assignee: assignee('Mara') },
      { isHandedOff: true, assignee: assignee('Jon') },
      { isHandedOff: false, assignee: assignee(null) },
    ]) {
      backend.session = { ...backend.session, ...change };
      await look();
      await look();
    }
    const short = events
      .slice(heard)
      .map((event) =>
        event.type === 'party-changed'
          ? `${event.party.name} ${event.present}`
          : event.type === 'handoff-changed'
            ? event.handoff
            : event.type,
      );
    expect(short).to.deep.equal([
      'requested',
      'Mara true',
      'active',
      'Mara false',
      'Jon true',
      'active',
      'Jon false',
      'none',
    ]);
    await transport.close();
  });

  it('asks for a score at the end, takes it once, and asks no more when it was given elsewhere', async () => {
    const { backend, transport, open, look, said, kinds } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    await transport.send({ type: 'end-session', id: 'e', reason: 'done' }, signal);
    expect(kinds()).to.include('conversation-ended');
    backend.tell({
      publicId: 'ask',
      type: 'csat_requested',
      systemMessagePayload: { type: 'csat_requested' },
      sender: { kind: 'system' },
    });
    await look();
    expect(said().at(-1)?.message).to.deep.include({ id: 'ask', parts: [{ type: 'rating', look: 'faces' }] });
    await transport.send({ type: 'give-feedback', id: 'f', score: 3.5, reason: 'fine' }, signal);
    expect(backend.asked.find(({ path }) => path === 'submit-csat')?.body).to.deep.equal({
      session_id: 'session-1',
      score: 4,
      feedback: 'fine',
      system_message_uuid: 'ask',
    });
    const submitted = { type: 'csat_submitted', payload: { score: 4 } } as const;
    backend.tell({
      publicId: 'done',
      type: 'csat_submitted',
      systemMessagePayload: submitted,
      sender: { kind: 'system' },
    });
    await look();
    expect(kinds()).to.not.include('message-removed');
    backend.tell({
      publicId: 'ask2',
      type: 'csat_requested',
      systemMessagePayload: { type: 'csat_requested' },
      sender: { kind: 'system' },
    });
    await look();
    backend.tell({
      publicId: 'done2',
      type: 'csat_submitted',
      systemMessagePayload: submitted,
      sender: { kind: 'system' },
    });
    await look();
    expect(kinds()).to.include('message-removed');
    await transport.close();
  });

  it('goes on after a reload: the same session, only what is new, and nobody comes in again', async () => {
    const backend = fakeBackend();
    const shelf = memoryShelf();
    const first = setUp(backend, { shelf });
    await first.open();
    await first.transport.send(message('c-1'), signal);
    backend.session = { ...backend.session, assignee: { kind: 'human', name: 'Mara', avatarUrl: null } };
    await first.look();
    await first.transport.close();
    backend.tell({ publicId: 'meanwhile', content: { text: 'Are you there?' } });
    const kept = new Set(['c-1', 'answer-c-1']);
    const second = setUp(backend, {
      shelf,
      has: (id) => kept.has(id),
      said: () => [{ author: 'user', text: 'hi' }],
    });
    const before = backend.asked.length;
    await second.open();
    await waitUntil(() => second.texts().length > 0);
    expect(second.texts()).to.deep.equal(['Are you there?']);
    expect(second.kinds()).to.not.include('party-changed');
    expect(backend.paths().slice(before)).to.deep.equal(['GET config', 'GET poll/session-1']);
    expect(second.polls().at(-1)?.query.has('lastMessageTimestamp')).to.equal(true);
    await second.transport.close();
    const another = setUp(backend, { shelf, session: { ...session, id: 'local-2' } });
    await another.transport.open(() => {}, { ...session, id: 'local-2' });
    expect(backend.paths().at(-1)).to.equal('GET config');
    await another.transport.close();
  });

  it('knows an answer without an id again after a reload', async () => {
    const backend = fakeBackend();
    backend.reply = () => ({
      success: true,
      autopilotResponse: { type: 'text', value: { error: false, content: 'x' } },
    });
    const shelf = memoryShelf();
    const first = setUp(backend, { shelf });
    await first.open();
    backend.instead = ({ path }) => (path.startsWith('poll') ? new Response('', { status: 503 }) : undefined);
    await first.transport.send(message('c-1'), signal);
    await first.transport.close();
    backend.instead = () => undefined;
    const kept = new Set(['c-1', 'c-1.reply']);
    const second = setUp(backend, { shelf, has: (id) => kept.has(id), said: () => [{ author: 'user', text: 'hi' }] });
    await second.open();
    await waitUntil(() => second.kinds().includes('delivery-changed'));
    expect(second.texts()).to.deep.equal([]);
    await second.transport.close();
  });

  it('keeps its place by the server’s clock, whatever the client’s says and however late a poll is answered', async () => {
    const backend = fakeBackend();
    const { transport, open, look, polls, texts } = setUp(backend, { now: () => Date.UTC(2030, 0, 1) });
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    for (let each = 0; each < 10; each += 1) backend.tell({ publicId: `a-${each}`, content: { text: `${each}` } });
    await look();
    await look();
    const cursor = polls().at(-1)?.query.get('lastMessageTimestamp');
    const newest = Date.parse(backend.history.at(-1)?.sentAt ?? '');
    expect(newest - Date.parse(cursor ?? '')).to.equal(5_000);
    // An old answer, come late.
    backend.instead = ({ path }) =>
      path.startsWith('poll/')
        ? Response.json({ session: backend.session, history: backend.history.slice(0, 3) })
        : undefined;
    await look();
    backend.instead = () => undefined;
    await look();
    expect(polls().at(-1)?.query.get('lastMessageTimestamp')).to.equal(cursor);
    expect(texts()).to.deep.equal(['You said hi', ...Array.from({ length: 10 }, (_, each) => `${each}`)]);
    await transport.close();
  });

  it('takes messages without a time, or with one that is none, as they come, once', async () => {
    const { backend, transport, open, look, texts } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    for (const [publicId, sentAt] of [
      ['a', null],
      ['b', '2026-13-45'],
      ['c', backend.history.at(-1)?.sentAt ?? null],
      ['d', backend.history.at(-1)?.sentAt ?? null],
    ] as const)
      backend.tell({ publicId, sentAt, content: { text: publicId } });
    await look();
    await look();
    expect(texts()).to.deep.equal(['You said hi', 'a', 'b', 'c', 'd']);
    await transport.close();
  });

  it('begins another session where the backend forgot the one, says so, and delivers', async () => {
    const { backend, transport, open, kinds, texts } = setUp();
    await open();
    await transport.send(message('c-1'), signal);
    backend.forget();
    await transport.send(message('c-2', 'again'), signal);
    expect(kinds()).to.include('continuity-lost');
    expect(texts()).to.deep.equal(['You said hi', 'You said again']);
    expect(backend.paths().filter((path) => path === 'POST create-session')).to.have.length(2);
    await transport.close();
  });

  it('stops, and says why, where the visitor is let in no more', async () => {
    const { backend, transport, open, events, look } = setUp(fakeBackend(), { contactToken: 'verified' });
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    backend.instead = () => new Response('{}', { status: 401 });
    const before = backend.asked.length;
    await look();
    expect(events.at(-1)).to.deep.include({ type: 'connection-changed', state: 'closed', reason: 'unauthorized' });
    expect(backend.asked.length - before).to.be.lessThan(3);
    await transport.close();
  });

  it('does not open where the page may not come in, and waits where nobody is there', async () => {
    const refused = setUp();
    refused.backend.instead = () => new Response('{}', { status: 403 });
    expect(await failureOf(refused.open())).to.include({ code: 'forbidden', outcome: 'rejected' });
    const away = setUp();
    away.backend.instead = () => Promise.reject(new TypeError('Failed to fetch'));
    await away.open();
    expect(away.events[0]).to.deep.include({ type: 'connection-changed', state: 'waiting', reason: 'unreachable' });
    expect(await failureOf(away.transport.send(message('c-1'), signal))).to.include({ code: 'unreachable' });
    away.backend.instead = () => undefined;
    away.wake();
    await waitUntil(() => away.events.some((event) => event.type === 'connection-changed' && event.state === 'open'));
    await away.transport.close();
    expect(await failureOf(setUp(fakeBackend(), { url: 'javascript:alert(1)' }).open())).to.include({
      code: 'bad-config',
    });
  });

  for (const [generation, query] of [
    ['now', ''],
    ['seed', '?fileId=attempt-1&sessionId='],
  ] as const)
    it(`uploads a file as the generation ${generation} takes it, and none over five megabytes`, async () => {
      const { xmlHttpRequest, requests } = fakeXhr();
      const { transport, open } = setUp(fakeBackend(generation), { xmlHttpRequest } as Partial<TransportOptions>);
      await open();
      const upload = { id: 'attempt-1', name: 'a.txt', signal, progress: () => {} };
      const stored = transport.upload?.({ ...upload, file: new Blob(['abc']) });
      await waitUntil(() => requests.length === 1);
      expect(requests[0]?.url).to.equal(`https://cx.example/backend/widget/v2/upload${query}`);
      expect([...(requests[0]?.body as FormData).keys()]).to.deep.equal(['file']);
      expect(Object.keys(requests[0]?.headers ?? {})).to.not.include('content-type');
      requests[0]?.answers(
        200,
        JSON.stringify({ fileName: 'a.txt', fileUrl: 'https://files.example/1', clientFileId: 'x' }),
      );
      expect(await stored).to.deep.include({ url: 'https://files.example/1', name: 'a.txt', size: 3 });
      const large = transport.upload?.({ ...upload, file: new Blob([new Uint8Array(5 * 1024 * 1024 + 1)]) });
      expect(await failureOf(large)).to.include({ code: 'too-large', outcome: 'rejected' });
      expect(requests).to.have.length(1);
      await transport.close();
    });

  it('asks nobody sooner than the server wants, whoever wants to know', async () => {
    let elapsed = 0;
    const backend = fakeBackend();
    backend.instead = ({ path }) =>
      path === 'config' && elapsed < 3_000
        ? new Response('{}', { status: 429, headers: { 'retry-after': '3' } })
        : undefined;
    const { transport, open } = setUp(backend, { elapsed: () => elapsed });
    await open();
    elapsed = 1_000;
    expect(await failureOf(transport.send(message('c-1'), signal))).to.include({
      code: 'rate-limited',
      outcome: 'not-sent',
      retryAfter: 2_000,
    });
    expect(backend.paths()).to.deep.equal(['GET config']);
    elapsed = 3_000;
    await transport.send(message('c-1'), signal);
    expect(backend.paths()).to.include('POST chat/send');
    await transport.close();
  });

  it('puts what was said before an answer above it, though it is heard later', async () => {
    const backend = fakeBackend();
    const { transport, open, look, events } = setUp(backend);
    const conversation = createConversation();
    const ids = () => {
      for (const event of events.splice(0)) conversation.receive(event);
      return conversation.order.get();
    };
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    backend.tell({ publicId: 'early' });
    await transport.send(message('c-2'), signal);
    await look();
    expect(ids()).to.deep.equal(['answer-c-1', 'early', 'answer-c-2']);
    await transport.close();
  });

  it('puts what was said before an answer above it, where the history is older than the answer', async () => {
    const backend = fakeBackend();
    const { transport, open, look, polls, wake, events } = setUp(backend);
    const conversation = createConversation();
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    backend.tell({ publicId: 'early' });
    const old = [...backend.history];
    let release = () => {};
    backend.instead = ({ path }) => {
      if (!path.startsWith('poll/')) return undefined;
      backend.instead = () => undefined;
      return new Promise(
        (resolve) => (release = () => resolve(Response.json({ session: backend.session, history: old }))),
      );
    };
    const before = polls().length;
    wake();
    await waitUntil(() => polls().length > before);
    await transport.send(message('c-2'), signal);
    release();
    await waitUntil(() => events.some((event) => event.type === 'message-added' && event.message.id === 'early'));
    for (const event of events) conversation.receive(event);
    expect(conversation.order.get()).to.deep.equal(['answer-c-1', 'early', 'answer-c-2']);
    await transport.close();
  });

  it('has no word for what the wire has none for', async () => {
    const { transport, open } = setUp();
    await open();
    for (const command of [
      { type: 'erase-data', id: 'x' },
      { type: 'barge-in', id: 'x', name: 'Kim' },
      { type: 'tool-result', id: 'x', callId: 'c', name: 'n' },
      { type: 'give-feedback', id: 'x', reason: 'no score' },
    ] as const)
      expect(await failureOf(transport.send(command, signal))).to.include({ code: 'unsupported', outcome: 'rejected' });
    await transport.send({ type: 'launch', id: 'x' }, signal);
    await transport.close();
  });

  it('keeps tokens out of addresses', async () => {
    const urls: string[] = [];
    const backend = fakeBackend();
    const { transport, open, look } = setUp(backend, {
      contactToken: 'secret-1',
      token: 'secret-2',
      fetch: (input, init) => (urls.push(String(input)), backend.fetch(input, init)),
    });
    await open();
    await transport.send(message('c-1'), signal);
    await look();
    expect(urls.join()).to.not.contain('secret');
    await transport.close();
  });
});
