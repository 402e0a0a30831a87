import type { Submission } from '../history/history.js';
import type { Tab } from './tab.js';
import { faultsOf, type TransportName } from './weather.js';
import type { World } from './world.js';

/** Something the visitor said, and where. */
export interface Said extends Submission {
  readonly page: string;
  /** The disk was not well between then and the end of the page. */
  illStored: boolean;
}

/** What the walker did, as far as the history needs it. */
export interface Walked {
  readonly said: readonly Said[];
  /** Ids of messages that the visitor took away. */
  readonly removed: ReadonlySet<string>;
  /** Ids of messages that the visitor sent again, once for each time. */
  readonly retried: readonly string[];
  /** Spans in which something was wrong. */
  readonly away: readonly Span[];
}
interface Span {
  readonly from: number;
  readonly to: number;
}

const weights = {
  submit: 24,
  'submit twice': 4,
  choose: 4,
  retry: 6,
  remove: 2,
  stop: 2,
  'fault on': 16,
  'fault off': 6,
  offline: 4,
  online: 6,
  'reload after a crash': 3,
  reload: 4,
  'leave and go back': 3,
  freeze: 3,
  thaw: 4,
  'second tab': 4,
  'close tab': 3,
  push: 5,
  'server restart': 2,
  'disk fault': 1,
  wait: 16,
  'clock jump': 1,
} as const;
type Step = keyof typeof weights;

/** Milliseconds for everything to recover: two minutes, the ack timeout, and the longest wait before an attempt. */
export const REST = 120_000 + 10_000 + 60_000;

/** Where agents speak unasked. */
const pushes: readonly TransportName[] = ['websocket', 'opencx', 'airy', 'socketio'];

/** Walks so many random steps through the world, then mends everything and waits. */
export async function walk(world: World, steps: number, only?: (step: Step) => boolean): Promise<Walked> {
  const { chance, time, weather, server, disk, sockets, exchanges, tabs, transport, say } = world;
  const said: Said[] = [];
  const removed = new Set<string>();
  const retried: string[] = [];
  const began = time.now();
  let words = 0;
  let spoke: Tab | undefined;

  const shown = () => tabs.filter((tab) => tab.state() === 'shown');
  const inState = (...states: readonly ReturnType<Tab['state']>[]) =>
    tabs.filter((tab) => states.includes(tab.state()));
  const some = (list: readonly Tab[]) => (list.length > 0 ? chance.pick(list) : undefined);
  const failedOf = (tab: Tab) =>
    tab.bubbles().filter(({ author, delivery }) => author === 'user' && delivery === 'failed');

  function note(tab: Tab, text: string, id: string | undefined): void {
    const illStored = disk.mood() !== 'good';
    said.push({ ...(id === undefined ? {} : { id }), text, at: time.now(), page: tab.page().name, illStored });
  }
  /** One visitor: who speaks in another tab had to change to it. */
  async function speaker(): Promise<Tab | undefined> {
    const tab = some(shown());
    if (!tab || tab === spoke) return tab;
    if (spoke) await time.pass(2_000);
    return (spoke = tab);
  }
  async function submit(times = 1): Promise<void> {
    const tab = await speaker();
    for (let count = 0; tab && count < times; count += 1) speak(tab);
  }
  function speak(tab: Tab): void {
    const text = `word ${(words += 1)}`;
    // A full line says so, and keeps nothing.
    if (tab.chat().refuses(text)) return say(`${tab.page().name} may not say “${text}”`);
    const id = tab.chat().send({ text });
    note(tab, text, id);
    say(`${tab.page().name} says “${text}” as ${id}`);
  }
  function goOffline(): void {
    if (!weather.online()) return;
    weather.goOffline(chance.maybe(0.7));
    exchanges.breakAll();
    sockets.breakAll();
  }
  function goOnline(): void {
    if (weather.online()) return;
    weather.goOnline();
    for (const tab of shown()) tab.page().wake();
  }

  const deeds: Readonly<Record<Step, () => void | Promise<void>>> = {
    submit: () => submit(),
    'submit twice': () => submit(2),
    async choose() {
      const tab = await speaker();
      if (!tab) return;
      const label = `choice ${(words += 1)}`;
      const known = new Set(tab.bubbles().map(({ id }) => id));
      tab.chat().choose({ type: 'select', label, token: label });
      const id = tab.bubbles().find((bubble) => bubble.text === label && !known.has(bubble.id))?.id;
      note(tab, label, id);
    },
    retry() {
      const tab = some(shown());
      const failed = tab ? failedOf(tab) : [];
      if (!tab || failed.length === 0) return;
      const { id, text } = chance.pick(failed);
      say(`${tab.page().name} retries ${id}`);
      exchanges.forgive(id, text);
      retried.push(id);
      tab.chat().retry(id);
    },
    remove() {
      const tab = some(shown());
      const failed = tab ? failedOf(tab) : [];
      if (!tab || failed.length === 0) return;
      const { id } = chance.pick(failed);
      removed.add(id);
      say(`${tab.page().name} removes ${id}`);
      tab.chat().remove(id);
    },
    stop() {
      world.breaks.push(time.now());
      some(shown())?.chat().stop();
    },
    'fault on'() {
      const kind = chance.pick(faultsOf(transport));
      say(`fault: ${kind}`);
      weather.begin(kind, chance.pick([0.2, 0.5, 1]));
      if (kind === 'half open') sockets.breakAll();
    },
    'fault off': () => weather.end(),
    offline: goOffline,
    online: goOnline,
    'reload after a crash': () => some(shown())?.reload('crash'),
    reload: () => some(shown())?.reload('orderly'),
    async 'leave and go back'() {
      const tab = some(shown());
      if (!tab) return;
      tab.leave();
      await time.pass(chance.pick([100, 5_000, 120_000]));
      tab.goBack(chance.maybe(0.3));
    },
    freeze() {
      world.breaks.push(time.now());
      const tab = some(shown());
      if (tab) world.outages.begin(tab.page().name, time.now());
      tab?.freeze(chance.maybe(0.6));
    },
    thaw: () => some(inState('frozen'))?.thaw(),
    'second tab'() {
      if (inState('shown', 'frozen').length < 3) world.open();
    },
    'close tab'() {
      if (shown().length > 1) some(shown())?.close(chance.maybe(0.5) ? 'crash' : 'orderly');
    },
    async push() {
      if (pushes.includes(transport)) await server.push(`push ${(words += 1)}`);
    },
    'server restart'() {
      server.restart();
      exchanges.breakAll();
      sockets.resetAll();
    },
    async 'disk fault'() {
      world.ail(chance.pick(['slow', 'rejects', 'hangs']));
      for (const each of said) each.illStored = true;
      if (chance.maybe(0.2)) disk.wipe();
    },
    wait: () => time.pass(chance.pick([10, 300, 2_000, 12_000, 45_000, 180_000])),
    'clock jump': () => world.skewBy(chance.pick([-86_400_000, -60_000, 60_000, 86_400_000])),
  };

  const open = only ? Object.fromEntries(Object.entries(weights).filter(([step]) => only(step as Step))) : weights;
  for (let count = 0; count < steps; count += 1) {
    await time.pass(chance.pick([0, 5, 100, 1_500]));
    const step = chance.weighted(open) as Step;
    say(`— ${step}`);
    await deeds[step]();
  }

  say('— everything is mended');
  weather.end();
  disk.be('good');
  goOnline();
  for (const tab of inState('frozen')) tab.thaw();
  if (shown().length === 0) world.open();
  const mended = time.now();
  await time.pass(REST);
  return { said, removed, retried, away: [{ from: began, to: mended }] };
}
