import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import type { DoorEnv } from '../door.js';
import { createPlaces, type Place } from '../uploads/places.js';
import { type Expected, fill, serveFile, upload } from './attachments.js';
import type { Deed } from './call.js';
import { createChannels } from './channels.js';
import { upsertContact } from './contact-upsert.js';
import { accountOf } from './management/account.js';
import { unfurlLink } from './previews.js';
import { publish } from './publish.js';
import { createSession, reopenSession } from './sessions.js';
import { synthesize } from './speech.js';
import { takes, turning } from './turns.js';
import { vote } from './votes.js';

/** Everything else of the vendor's API is for workspaces with a key, and a session token is none. */
const elsewhere =
  (backend: Backend): Deed =>
  async (call) => {
    await accountOf(backend, call.req.header('authorization'));
    throw new Problem(404, 'not-found', 'There is no such route.');
  };

/** ChatBotKit's API as far as its session tokens go (PROTOCOL.md, “ChatBotKit”). */
export function chatbotkit(backend: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  const channels = createChannels(backend);
  const places = createPlaces(backend.shelves.shelf<Place<Expected>>('attachment places'), backend.clock);
  const posts: Readonly<Record<string, Deed>> = {
    '/integration/widget/:id/session/create': createSession(backend, channels),
    '/conversation/:cid/contact/upsert': upsertContact(backend),
    '/conversation/:cid/attachment/upload': upload(backend, places),
    // So the vendor’s own client asks: the conversation is the token’s.
    '/Attachment/:attachment/upload': upload(backend, places),
    '/conversation/:cid/message/:mid/upvote': vote(backend, 'upvote'),
    '/conversation/:cid/message/:mid/downvote': vote(backend, 'downvote'),
    '/conversation/:cid/message/:mid/synthesize': synthesize(backend),
    '/conversation/:cid/session/create': reopenSession(backend),
    '/channel/:channel/publish': publish(backend, channels),
    '/url/unfurl': unfurlLink(backend),
  };
  for (const root of ['/v1', '/api/v1']) {
    for (const [path, deed] of Object.entries(posts)) app.post(root + path, deed);
    for (const [name, take] of Object.entries(takes))
      app.post(`${root}/conversation/:cid/${name}`, turning(backend, channels, take));
    app.put(`${root}/attachment/:id/content`, fill(backend, places));
    app.get(`${root}/attachment/:id/content`, serveFile(backend));
    app.all(`${root}/*`, elsewhere(backend));
  }
  return app;
}
