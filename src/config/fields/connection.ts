import { anything, doc, guests, json, amount, oneOf, pageOnly, secret, text, url, word } from '../field.js';

const socketsToo = /^(https?|wss?):/;

/** Where the backend is and what it wants to see. */
export const connection = {
  key: pageOnly(text(doc`Which remote config to load. Where a framework keeps that name for itself: widget-key.`)),
  configUrl: pageOnly(url(doc`Where GET {config-url}/config/{key} is asked. Without one: the origin of the script.`)),
  transport: oneOf(
    ['direct', 'websocket', 'socketio', 'session', 'chatbotkit', 'airy', 'opencx', 'memory'],
    'direct',
    doc`How to talk to the backend.`,
  ),
  url: url(
    doc`The backend, as its transport wants it: direct, websocket and socketio dial it as given, that of chatbotkit ends in /v1, airy and opencx take the root of the server.`,
    socketsToo,
  ),
  uploadUrl: url(doc`Where files go when the transport has no place for them. Without one: uploads, beside url.`),
  unfurlUrl: url(doc`Where link previews come from when the transport has none. Without one: unfurl, beside url.`),
  mode: oneOf(['text', 'voice', 'voice+text'], 'text', doc`What a session backend offers.`, {
    'text-only': 'text',
    'voice-only': 'voice',
  }),
  tokenHeader: text(doc`Header of the session token.`, 'X-Session-Token'),
  headers: secret(pageOnly(json(doc`Extra headers on requests.`, word))),
  queryParams: secret(pageOnly(json(doc`Extra query parameters on requests.`, word))),
  pathParams: secret(pageOnly(json(doc`What stands for {name} in the address.`, word))),
  bodyProperties: secret(pageOnly(json(doc`Extra properties in the bodies of requests.`, anything))),
  accountKey: secret(text(doc`Account key of a stentor backend; only one that visitors may see.`)),
  token: secret(text(doc`Token of the widget; only one that visitors may see.`)),
  widgetId: text(doc`Id of the widget at the backend.`),
  channelId: text(doc`Id of the channel at the backend.`),
  botId: text(doc`Id of the bot at the backend.`),
  blueprintId: text(doc`Id of the blueprint at the backend.`),
  contactToken: secret(text(doc`Token that says who the visitor is, made by your own server.`)),
  timeout: amount(30_000, 2_147_483_647, doc`Longest wait for the first byte of an answer.`, 1),
  ackTimeout: amount(10_000, 600_000, doc`Longest wait for the acknowledgement of a message or a connection.`, 1),
  heartbeat: amount(25_000, 600_000, doc`Silence after which a connection is asked whether it still lives.`, 1),
  backoffBase: amount(500, 60_000, doc`First wait before another attempt; each further one may be twice as long.`, 1),
  origin: guests([], doc`Pages that may show the widget: a courtesy check in the browser, the server enforces it.`),
};
