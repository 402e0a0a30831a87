import type { Arrival, History } from '../history.js';

const MINUTE = 60_000;
const MOST_TRIES = 20;
/** A connection that was given up may still be open while the next one is. */
const OVERLAP = 1;

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** What tries again when it is tried again: a socket, or one command by its id. */
function deedOf({ method, path, body }: Arrival): string | undefined {
  if (method === 'GET') return path.endsWith('/ws') ? `${method} ${path}` : undefined;
  const { requestId = record(record(body)['data'])['requestId'] } = record(body);
  return typeof requestId === 'string' ? `${path} ${requestId}` : undefined;
}

function hotLoops({ requests }: History): readonly string[] {
  const deeds = requests.map((arrival) => ({ at: arrival.at, deed: deedOf(arrival) }));
  return [...new Set(deeds.map(({ deed }) => deed))].flatMap((deed) => {
    const tries = deeds.filter((each) => each.deed === deed);
    const hot = tries.some(({ at }, index) => (tries[index + MOST_TRIES]?.at ?? Infinity) - at < MINUTE);
    return deed !== undefined && hot ? [`${deed} was tried more than ${MOST_TRIES} times in a minute`] : [];
  });
}

function connections({ connections, open }: History): readonly string[] {
  const most = Math.min(1, open.length);
  const { sockets, streams, mostSockets, mostStreams } = connections;
  return [
    ...(sockets > most ? [`${sockets} sockets are open at rest`] : []),
    ...(streams > most ? [`${streams} streams are open at rest`] : []),
    ...(mostSockets > 1 + OVERLAP ? [`${mostSockets} sockets were open at once`] : []),
    ...(mostStreams > 1 + OVERLAP ? [`${mostStreams} streams were open at once`] : []),
  ];
}

function secrets({ secrets, traces, requests, sights }: History): readonly string[] {
  const places = [
    ...traces,
    ...requests.map(({ method, path, search }) => ({ where: `the address of a ${method}`, text: path + search })),
    ...sights.flatMap(({ page, bubbles }) => bubbles.map(({ text }) => ({ where: `a bubble in ${page}`, text }))),
  ];
  const found = places.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
  return [...new Set(found.map(({ where }) => `a secret is in ${where}`))];
}

/**
 * **K: nothing leaks.** At rest a conversation has one connection, none once its last page is gone, and never had more than
 * the one that was given up and the next; nothing is tried more than twenty times a minute; a secret is in no address,
 * storage, log or bubble.
 */
export const leaks = (history: History): readonly string[] => [
  ...connections(history),
  ...hotLoops(history),
  ...secrets(history),
];
