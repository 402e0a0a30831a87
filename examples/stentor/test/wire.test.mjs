import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from './launch.mjs';

const PAGE = 'http://127.0.0.1:5173';

describe('the stentor backend', () => {
  let backend;
  before(async () => (backend = await launch('server.mjs')));
  after(() => backend?.stop());

  const post = (body, headers = {}) =>
    fetch(backend.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  /** A visitor of their own: what they say goes out as a chat widget says it. */
  function visitor() {
    const id = crypto.randomUUID();
    const common = {
      userId: `user-${id}`,
      sessionId: `session-${id}`,
      isNewSession: false,
      platform: 'stentor-platform',
      channel: 'widget',
      attributes: { currentUrl: `${PAGE}/` },
    };
    const send = async (request) => {
      const response = await post({ ...common, ...request });
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type'), /^application\/json/);
      return response.json();
    };
    return {
      send,
      launches: () => send({ type: 'LAUNCH_REQUEST', intentId: 'LaunchRequest', isNewSession: true }),
      says: (rawQuery) => send({ type: 'INTENT_REQUEST', intentId: 'NLU_RESULT_PLACEHOLDER', rawQuery }),
      selects: (token) => send({ type: 'OPTION_SELECT_REQUEST', intentId: 'OptionSelect', token }),
    };
  }

  it('greets at launch and offers every form of suggestion', async () => {
    const { outputSpeech } = await visitor().launches();
    assert.equal(outputSpeech.displayText, 'Welcome to the Corner Bakery. How can I help?');
    assert.deepEqual(outputSpeech.suggestions, [
      'Opening hours',
      { title: 'Menu' },
      { title: 'Call us', url: 'tel:+15550100' },
    ]);
  });

  it('finds the intent of a text and says its sentence as text and as ssml', async () => {
    const { outputSpeech, reprompt } = await visitor().says('When do you open?');
    assert.deepEqual(outputSpeech, {
      ssml: '<speak>We are open every day from 7 to 18.</speak>',
      displayText: 'We are open every day from 7 to 18.',
    });
    assert.equal(reprompt.displayText, 'What else?');
  });

  it('answers a suggestion like any text, here with a list', async () => {
    const { displays } = await visitor().says('Menu');
    assert.equal(displays.length, 1);
    assert.equal(displays[0].type, 'LIST');
    assert.deepEqual(
      displays[0].items.map(({ token }) => token),
      ['bread-sourdough', 'bread-rye', 'bread-baguette'],
    );
  });

  it('names the selected option', async () => {
    const { says, selects } = visitor();
    await says('Menu');
    const { outputSpeech } = await selects('bread-rye');
    assert.equal(outputSpeech.displayText, 'One Rye, it is yours. Anything else?');
  });

  it('takes a selection as the first word of a visitor it does not know', async () => {
    const { outputSpeech } = await visitor().selects('bread-baguette');
    assert.match(outputSpeech.displayText, /Baguette/);
  });

  it('says so when there is no such option', async () => {
    const { outputSpeech } = await visitor().selects('bread-of-yesterday');
    assert.equal(outputSpeech.displayText, 'We do not bake that one.');
  });

  it('admits what it does not understand', async () => {
    const { outputSpeech } = await visitor().says('Sing me a song');
    assert.equal(outputSpeech.displayText, 'I only know our hours and our menu.');
    assert.deepEqual(outputSpeech.suggestions, ['Opening hours', 'Menu']);
  });

  it('remembers each visitor by themselves', async () => {
    const [one, other] = [visitor(), visitor()];
    await one.says('opening hours');
    await other.launches();
    const { outputSpeech } = await one.says('again, please');
    assert.equal(outputSpeech.displayText, 'We are open every day from 7 to 18.');
  });

  it('takes a channel action without a word', async () => {
    const { launches, send } = visitor();
    await launches();
    const action = { type: 'CHANNEL_ACTION_REQUEST', action: 'OPEN_URL', uri: 'https://shop.example/' };
    assert.deepEqual(await send(action), { status: 'complete' });
  });

  it('answers the end of a session with an empty object', async () => {
    assert.deepEqual(await visitor().send({ type: 'SESSION_ENDED_REQUEST', reason: 'USER' }), {});
  });

  it('apologises, with 200 and a tag, for what the runtime cannot handle', async () => {
    const { tag, outputSpeech } = await visitor().send({
      type: 'PERMISSION_GRANT',
      intentId: 'PermissionGrant',
      granted: true,
      userProfile: {},
    });
    assert.equal(tag, 'TROUBLE_WITH_REQUEST');
    assert.match(outputSpeech.displayText, /trouble with that request/);
  });

  it('names a failure outside the conversation in plain text, with 200', async () => {
    const response = await post({ type: 'LAUNCH_REQUEST', userId: 'u', platform: 'telephone' });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/html/);
    assert.match(await response.text(), /^Error: Unable to select channel\./);
  });

  for (const [name, body, status] of [
    ['broken JSON', '{"type":', 400],
    ['a megabyte', { text: 'x'.repeat(1_000_000) }, 413],
  ]) {
    it(`refuses ${name} in JSON, which the page may read`, async () => {
      const response = await post(body, { origin: PAGE });
      assert.equal(response.status, status);
      assert.equal(response.headers.get('access-control-allow-origin'), PAGE);
      const { error } = await response.json();
      assert.equal(typeof error.code, 'string');
      assert.doesNotMatch(error.message, /\n/);
    });
  }

  it('lets a page of this machine in, with the headers a widget sends', async () => {
    const response = await fetch(backend.url, {
      method: 'OPTIONS',
      headers: {
        origin: PAGE,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), PAGE);
    assert.equal(response.headers.get('access-control-allow-headers'), 'authorization, content-type');
  });

  it('keeps the pages of strangers out', async () => {
    const response = await post({}, { origin: 'http://127.0.0.1.stranger.example' });
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  });
});

it('lets the pages in that are named', async () => {
  const origin = 'https://shop.example';
  const backend = await launch('server.mjs', ['--origin', origin]);
  try {
    const response = await fetch(backend.url, { method: 'OPTIONS', headers: { origin } });
    assert.equal(response.headers.get('access-control-allow-origin'), origin);
  } finally {
    backend.stop();
  }
});

it('says in a sentence why it cannot listen', async () => {
  await assert.rejects(launch('server.mjs', ['--port', '70000']), /--port/);
});
