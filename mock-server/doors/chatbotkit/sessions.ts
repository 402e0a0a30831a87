import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { bodyOf, type Deed, originOf, tokenOf } from './call.js';
import type { Channels } from './channels.js';
import { keepContact } from './contacts.js';
import { accountOf } from './management/account.js';
import { readSessionRequest, secondsOf } from './session-request.js';
import { answerTo } from './turns.js';
import { widgetFor } from './widget.js';

/** A new conversation for a widget, and the token that opens it. A token in the request was the last one: it ends there. */
export const createSession =
  (backend: Backend, channels: Channels): Deed =>
  async (call) => {
    const { conversations, sessions, talks, usage } = backend;
    const origin = originOf(call);
    const widget = widgetFor(backend, call.req.param('id') ?? '', origin);
    const { seconds, contact, said, meta } = readSessionRequest(await bodyOf(call), widget);
    const before = await sessions.admit('chatbotkit', tokenOf(call), origin).catch(() => undefined);
    if (before?.widget === widget.id) await sessions.end('chatbotkit', before.conversation);

    const conversation = crypto.randomUUID();
    const { id, owner, botId, collectsContacts } = widget;
    const createdAt = backend.clock.now();
    const known = contact && { contact: keepContact(backend, widget, contact) };
    const about = { widget: id, owner, botId, createdAt, collectsContacts, meta, ...known };
    const talk = await talks.begin(conversation, about);
    usage.add(widget.id, 'conversations');
    const room = await conversations.join('chatbotkit', conversation);
    const opened = await sessions.open({ audience: 'chatbotkit', conversation, widget: widget.id, origin, seconds });
    for (const text of said.slice(0, -1)) {
      await room.pass({ type: 'send-message', id: crypto.randomUUID(), text }, undefined, 'chatbotkit');
      usage.add(widget.id, 'messages');
    }
    const last = said.at(-1);
    const visitor = { session: opened, conversation, talk, widget };
    // Words that the bot breaks at are no reason to keep the visitor out.
    const reply = last === undefined ? undefined : await answerTo(backend, channels, visitor, call, last);
    return call.json({
      id: widget.id,
      conversationId: conversation,
      token: opened.token,
      expiresAt: opened.expiresAt,
      messages: [
        ...(widget.initial === undefined ? [] : [{ type: 'bot', text: widget.initial }]),
        ...said.map((text) => ({ type: 'user', text })),
        ...(reply ? [{ type: 'bot', text: reply }] : []),
      ],
    });
  };

/** Another token for a conversation that there is, for servers that have the workspace's key: the browser gets it from them. */
export const reopenSession =
  (backend: Backend): Deed =>
  async (call) => {
    const conversation = call.req.param('cid') ?? '';
    const account = await accountOf(backend, call.req.header('authorization'));
    const talk = await backend.talks.find(conversation);
    const unknown = new Problem(404, 'unknown-conversation', 'There is no such conversation.');
    if (!talk) throw unknown;
    const { id: widget, owner, longest } = widgetFor(backend, talk.widget, undefined);
    if (owner !== undefined && owner !== account) throw unknown;
    const seconds = secondsOf(await bodyOf(call), { longest });
    const opened = await backend.sessions.open({
      audience: 'chatbotkit',
      conversation,
      widget,
      origin: undefined,
      seconds,
    });
    return call.json({ id: conversation, token: opened.token, expiresAt: opened.expiresAt });
  };
