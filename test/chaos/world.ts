import { tabsHub } from '../../src/platform/fakes/tabs.js';
import type { Chat } from '../../src/core.js';
import type { Session } from '../../src/protocol/session.js';
import type { Transport, TransportOptions } from '../../src/protocol/transport.js';
import { directTransport } from '../../src/transports/direct/direct-transport.js';
import { airyTransport } from '../../src/transports/airy/airy-transport.js';
import { chatbotkitTransport } from '../../src/transports/chatbotkit/chatbotkit-transport.js';
import { memoryTransport } from '../../src/transports/memory/memory-transport.js';
import { opencxTransport } from '../../src/transports/opencx/opencx-transport.js';
import { sessionTransport } from '../../src/transports/session/session-transport.js';
import { socketioTransport } from '../../src/transports/socketio/socketio-transport.js';
import { websocketTransport } from '../../src/transports/websocket/websocket-transport.js';
import type { Sight } from '../history/history.js';
import { createChance, type Chance } from './chance.js';
import { createDisk, type Disk, type DiskMood } from './disk.js';
import { createExchanges, type Exchanges } from './exchange.js';
import { memoryServerFor } from './memory-server.js';
import { createOutages, type Outages } from './outages.js';
import type { Page } from './page.js';
import { createServer, ORIGIN, type Server } from './server.js';
import { socketIoFor } from './socket-io.js';
import { createSockets, type Sockets } from './sockets.js';
import { openTab, type Tab } from './tab.js';
import { createTime, type Time } from './time.js';
import { createWeather, type TransportName, type Weather } from './weather.js';

/** How a transport is made for one page; a mutant is another way to make it. */
export type Making = (made: {
  readonly options: TransportOptions;
  readonly page: Page;
  readonly session: () => string;
  readonly make: (options: TransportOptions) => Transport;
}) => Transport;

/** When a page was loaded and with what disk, when it had taken up what was kept, when it ended and when it crashed. */
export interface Life {
  readonly loaded: number;
  readonly illDisk: boolean;
  readonly ready?: number;
  readonly ended?: number;
  readonly crashed?: number;
}

/** A browser, a network and a server, made from one number. */
export interface World {
  readonly chance: Chance;
  readonly time: Time;
  readonly weather: Weather;
  readonly server: Server;
  readonly disk: Disk;
  readonly sockets: Sockets;
  readonly exchanges: Exchanges;
  readonly transport: TransportName;
  /** Those that were ever opened, the closed ones too. */
  readonly tabs: Tab[];
  readonly open: () => Tab;
  /** The visitor's clock is set. */
  readonly skewBy: (ms: number) => void;
  readonly sights: readonly Sight[];
  /** When a visitor was told that an answer, or something before it, may be missing; and when a page was put aside or ended. */
  readonly breaks: number[];
  readonly outages: Outages;
  /** The disk falls ill: for whoever has not yet taken up what was kept, it was ill from the beginning. */
  readonly ail: (mood: DiskMood) => void;
  /** By the name of the page. */
  readonly lives: ReadonlyMap<string, Life>;
  readonly say: (line: string) => void;
}
export interface WorldOptions {
  readonly seed: number;
  readonly transport: TransportName;
  readonly making?: Making;
  /** Told everything that happens. */
  readonly log?: (line: string) => void;
}

/** Where each backend is. */
const addresses: Readonly<Record<TransportName, string>> = {
  direct: '/stentor',
  memory: '/stentor',
  websocket: '/stentor/ws',
  chatbotkit: '/v1',
  session: '/demo/session',
  opencx: '',
  airy: '',
  socketio: '',
};
const telling: readonly string[] = ['message-interrupted', 'continuity-lost', 'error-raised'];
const wordsIn = (part: unknown): string =>
  typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '';

/** The first page is loaded already. */
export function createWorld({
  seed,
  transport,
  making = ({ options, make }) => make(options),
  log,
}: WorldOptions): World {
  const chance = createChance(seed);
  const sights: Sight[] = [];
  const breaks: number[] = [];
  const outages = createOutages();
  const last = new Map<string, string>();
  const tabs: Tab[] = [];
  const lives = new Map<string, Life>();
  let skew = chance.maybe(0.1) ? chance.pick([-1, 1]) * 86_400_000 : 0;

  const time = createTime(() => {
    for (const tab of tabs) {
      const page = tab.page().name;
      const bubbles = tab.bubbles();
      const seen = JSON.stringify(bubbles);
      if (last.get(page) === seen) continue;
      last.set(page, seen);
      sights.push({ at: time.now(), page, bubbles });
    }
  });
  const say = (line: string) => log?.(`${(time.elapsed() / 1000).toFixed(3).padStart(9)}  ${line}`);
  const weather = createWeather(chance);
  const server = createServer(time, say);
  const disk = createDisk(time, chance);
  const road = { time, weather, server, say };
  const exchanges = createExchanges(road);
  const sockets = createSockets(road, chance);

  function transportFor(page: Page, chat: () => Chat, first: Session): Transport {
    const session = () => chat().session.get().id;
    const { attention } = page.platform;
    const makers: Readonly<Record<TransportName, (options: TransportOptions) => Transport>> = {
      direct: directTransport,
      websocket: (options) => websocketTransport(options, attention),
      memory: () => memoryTransport(memoryServerFor(page, session, road)),
      chatbotkit: chatbotkitTransport,
      session: sessionTransport,
      opencx: (options) => opencxTransport(options, attention),
      airy: (options) => airyTransport(options, { attention, page: {} }),
      socketio: (options) =>
        socketioTransport(options, attention, async () => socketIoFor(page, sockets.webSocketFor(page))),
    };
    const undos = new Map<unknown, () => void>();
    let handles = 0;
    const options: TransportOptions = {
      url: `${ORIGIN}${addresses[transport]}`,
      widgetId: 'demo',
      channelId: 'demo',
      ...(transport === 'opencx' ? { token: 'demo' } : {}),
      shelf: disk.shelf,
      said: () =>
        chat()
          .messages()
          .flatMap(({ author, parts, delivery }) =>
            author === 'system' || delivery !== 'delivered' ? [] : [{ author, text: parts.map(wordsIn).join('') }],
          ),
      session: first,
      timeout: 30_000,
      fetch: exchanges.fetchFor(page),
      webSocket: sockets.webSocketFor(page),
      now: page.platform.now,
      elapsed: time.elapsed,
      random: chance.next,
      setTimeout(callback, ms) {
        const handle = (handles += 1);
        undos.set(
          handle,
          page.after(ms, () => (undos.delete(handle), callback())),
        );
        return handle;
      },
      clearTimeout: (handle: number) => {
        undos.get(handle)?.();
        undos.delete(handle);
      },
      has: (id) => chat().message(id) !== undefined,
      log: (line) => say(`${page.name} logs ${line}`),
    };
    return making({ options, page, session, make: makers[transport] });
  }

  function live(name: string, more: Partial<Life>): void {
    const life = lives.get(name);
    if (life) lives.set(name, { ...life, ...more });
  }
  const open = (): Tab => {
    const tab = openTab(`tab${tabs.length + 1}`, {
      time,
      chance,
      skew: () => skew,
      onLine: weather.onLine,
      say,
      hub,
      disk,
      transportFor,
      loads: ({ name }) => void lives.set(name, { loaded: time.now(), illDisk: disk.mood() !== 'good' }),
      settles: ({ name }) => live(name, { ready: time.now() }),
      crashes: ({ name }) => live(name, { crashed: time.now() }),
      gone(page) {
        breaks.push(time.now());
        live(page.name, { ended: time.now() });
        sockets.closeOf(page);
        exchanges.closeOf(page);
      },
      cut(page) {
        sockets.cutOf(page);
        exchanges.cutOf(page);
      },
      stir(page, event) {
        if (event && telling.includes(event.type)) breaks.push(time.now());
        if (event) outages.hear(page.name, event, time.now());
        if (log && event) say(`    ${page.name} ${JSON.stringify(event).slice(0, 160)}`);
      },
    });
    tabs.push(tab);
    return tab;
  };
  const hub = tabsHub({ after: time.after });
  open();
  return {
    chance,
    time,
    weather,
    server,
    disk,
    sockets,
    exchanges,
    transport,
    tabs,
    open,
    skewBy: (ms) => void (skew += ms),
    sights,
    breaks,
    outages,
    ail(mood) {
      disk.be(mood);
      for (const [name, { ready }] of lives) if (ready === undefined) live(name, { illDisk: true });
    },
    lives,
    say,
  };
}
