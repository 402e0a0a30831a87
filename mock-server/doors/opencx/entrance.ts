import { Hono } from 'hono';
import { settingsFor } from '../chatbotkit/management/resolve-widget.js';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { bearer } from '../../sessions/sessions.js';
import { isAccountKey } from '../account-key.js';
import type { DoorEnv } from '../door.js';
import { readObject, type JsonObject } from '../json.js';
import { bodyOf, originOf, type Access, type Call } from './access.js';
import { ROOT } from './paths.js';

const organization = ({ organizationName, title }: JsonObject): string =>
  String(organizationName ?? title ?? 'Northwind');

/** What is asked before anybody speaks: who the backend is, and who the visitor is. */
export function entrance(backend: Backend, { bot, visitor, contacts }: Access): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  const settings = (call: Call): JsonObject => settingsFor(backend.store, bot(call)) ?? {};

  app.get(`${ROOT}/me`, async (call) => {
    bot(call);
    const contact = await visitor(call);
    return call.json({
      authenticationStatus: { is: contact !== undefined },
      contactId: contact?.id ?? null,
      contactName: contact?.name ?? null,
    });
  });
  app.get(`${ROOT}/prelude`, (call) => {
    const { initialQuestions = [], officeHours = {}, officeHoursTimezone = null, ...more } = settings(call);
    const organizationName = organization(more);
    return call.json({ initialQuestions, aiEnabled: true, officeHours, officeHoursTimezone, organizationName });
  });
  app.get(`${ROOT}/config`, (call) => {
    const { initialQuestions, officeHours, officeHoursTimezone = null, ...more } = settings(call);
    return call.json({
      org: { id: 'org-1', name: organization(more) },
      sessionsPollingIntervalSeconds: 60,
      sessionPollingIntervalSeconds: 10,
      modes: [],
      // Our own addition: what only the first generation says.
      ...(initialQuestions !== undefined && { initialQuestions }),
      ...(officeHours !== undefined && { officeHours, officeHoursTimezone }),
    });
  });

  app.post(`${ROOT}/contact/create-unverified`, async (call) => {
    bot(call);
    return call.json({ token: await contacts.unverified(await bodyOf(call), originOf(call)) });
  });
  app.post('/widget/authenticate-user', async (call) => {
    const key = bearer(call.req.header('authorization'));
    if (key === undefined || !isAccountKey(backend, key))
      throw new Problem(401, 'unauthorized', 'The API key is missing or wrong.', { 'www-authenticate': 'Bearer' });
    if (originOf(call) !== null) throw new Problem(403, 'key-in-browser', 'An API key has no place in a browser.');
    const { token, contact } = await contacts.verified(readObject(await call.req.text()));
    return call.json({ token, contact: { id: contact.id } });
  });
  return app;
}
