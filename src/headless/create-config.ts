import type { Config } from '../config/config.js';
import { isPlain, type Raw } from '../config/plain.js';
import { once, resolveConfig } from '../config/resolve.js';
import { applyVendors } from '../config/vendors/apply.js';
import { createStore, type ReadonlyStore } from '../core/store.js';
import { ChatError } from '../protocol/errors.js';
import type { Transport } from '../protocol/transport.js';
import { loggerOf, type Platform } from './host.js';
import { visitorOf } from './visitor.js';
import type { BackendOptions, BotIdentity, ChatUser, CoreOptions } from './options.js';

/** All options, each with a value. */
export interface NormalizedConfig extends Pick<BackendOptions, 'getToken' | 'getSession'> {
  readonly token: string;
  readonly apiUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParams: Readonly<Record<string, string>>;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly collectUserData: boolean;
  readonly debug: boolean;
  readonly language: string;
  readonly contactToken: string | undefined;
  readonly user: ChatUser;
  readonly bot: { readonly name: string } & BotIdentity;
  readonly theme: { readonly primaryColor: string; readonly triggerOffset: string; readonly [more: string]: unknown };
  readonly settings: { readonly persistSession: boolean; readonly useSoundEffects: boolean };
  readonly soundEffectFiles: { readonly messageArrived?: string };
  readonly pollingInterval: number;
  readonly transport: string | Transport;
  /** Every setting of the widget, by its own name. */
  readonly resolved: Config;
}

/** The settings of a chat; they may change while it runs. */
export interface ConfigInstance extends ReadonlyStore<NormalizedConfig> {
  readonly getConfig: () => NormalizedConfig;
  readonly getUser: () => ChatUser;
  readonly getSettings: () => NormalizedConfig['settings'];
  /** Adds to what was said before; what does not fit throws, and nothing has changed then. */
  readonly updateConfig: (more: CoreOptions) => void;
}

const OPENCX = 'https://api.open.cx';
const LEAST_INTERVAL = 3000;
const theme = { primaryColor: 'hsl(211,65%,59%)', triggerOffset: '20px' };
const groups = ['user', 'bot', 'theme', 'settings', 'soundEffectFiles'] as const;

/** Somebody else has nothing of the one before. */
function isAnother(user: ChatUser = {}, more: ChatUser = {}): boolean {
  const visitor = (each: ChatUser): string => visitorOf({ user: each });
  return visitor(user) !== '' && visitor({ ...user, ...more }) !== visitor(user);
}
/** Groups add to each other. */
function added(before: CoreOptions, more: CoreOptions): CoreOptions {
  const own = isAnother(before.user, more.user) ? { ...before, user: {} } : before;
  const merged = groups.flatMap((name) => {
    const [below, above] = [own[name], more[name]];
    return isPlain(below) && isPlain(above) ? [[name, { ...below, ...above }] as const] : [];
  });
  return { ...before, ...more, ...Object.fromEntries(merged) };
}

const refuse = (sentence: string): never => {
  throw new ChatError('bad-config', sentence);
};

function normalized(options: CoreOptions, warn: (line: string) => void): NormalizedConfig {
  const { transport, url, apiUrl, pollingInterval = LEAST_INTERVAL, user = {}, bot = {}, settings = {} } = options;
  const custom = typeof transport === 'object' ? transport : undefined;
  const isOpenCx = transport === 'opencx' || (transport === undefined && (apiUrl !== undefined || !url));
  if (isOpenCx && !options.token) refuse('The option “token” is missing: it says which bot of OpenCX answers.');
  if (pollingInterval < LEAST_INTERVAL) refuse(`The option “pollingInterval” is at least ${LEAST_INTERVAL} ms.`);

  const { getToken, getSession, ...said } = options;
  const raw: Raw = {
    ...said,
    transport: custom ? 'memory' : isOpenCx ? 'opencx' : transport,
    ...(isOpenCx ? { apiUrl: apiUrl ?? url ?? OPENCX } : {}),
  };
  const resolved = resolveConfig({ properties: applyVendors(raw) }, warn);
  if (!custom && !resolved.url && resolved.transport !== 'memory')
    refuse('The option “url” is missing: it says where the backend is.');
  const persists = settings.persistSession ?? (options.persist !== undefined && resolved.persist !== 'none');
  return {
    token: resolved.token,
    apiUrl: resolved.url,
    headers: resolved.headers,
    queryParams: resolved.queryParams,
    pathParams: resolved.pathParams,
    collectUserData: resolved.contactCollection,
    debug: resolved.verbose,
    language: resolved.language[0] ?? 'en',
    contactToken: resolved.contactToken || undefined,
    user,
    bot: { id: null, is_ai: true, ...bot, name: bot.name ?? (resolved.assistantName || 'Bot') },
    theme: { ...theme, ...resolved.theme },
    settings: { persistSession: persists, useSoundEffects: resolved.sound },
    soundEffectFiles: resolved.soundEffectFiles,
    pollingInterval,
    transport: custom ?? resolved.transport,
    ...(getToken ? { getToken } : {}),
    ...(getSession ? { getSession } : {}),
    resolved: { ...resolved, persist: persists ? resolved.persist : 'none' },
  };
}

/**
 * Settings in the names of the OpenCX reference, or of the widget, or both; each has a default. Throws `bad-config`
 * where a backend could not be found with them.
 */
export function createConfig(options: CoreOptions, platform: Platform = {}): ConfigInstance {
  const logger = loggerOf(platform);
  const warn = once((line) => (logger ? logger.warn(line) : console.warn(line)));
  let said = options;
  const { get, set, subscribe } = createStore(normalized(said, warn));
  return {
    get,
    subscribe,
    getConfig: get,
    getUser: () => get().user,
    getSettings: () => get().settings,
    updateConfig(more) {
      const next = added(said, more);
      set(normalized(next, warn));
      said = next;
    },
  };
}
