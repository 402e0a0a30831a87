import type { Backend } from '../../backend.js';

/** Where visitors of one site come in. The first generation has neither a way back nor anything but texts. */
export interface Channel {
  readonly id: string;
  readonly generation: 'first' | 'second';
  readonly name: string;
  /** The site's own id of it. */
  readonly sourceChannelId: string;
  readonly imageUrl?: string;
}

/** What there is without having been connected. */
const seeds: readonly Channel[] = [
  { id: 'demo', generation: 'second', name: 'Northwind', sourceChannelId: 'northwind' },
  { id: 'demo-first', generation: 'first', name: 'Northwind', sourceChannelId: 'northwind-first' },
];

/** All channels of one server; they are resources, and outlast its conversations. */
export interface Channels {
  readonly find: (id: unknown) => Channel | undefined;
  /** The same site gets the same channel, whatever it is called now. */
  readonly connect: (wanted: Omit<Channel, 'id'>) => Channel;
}

const known = new WeakMap<Backend, Channels>();

function createChannels(): Channels {
  const channels = new Map<unknown, Channel>(seeds.map((channel) => [channel.id, channel]));
  return {
    find: (id) => channels.get(id),
    connect(wanted) {
      const before = [...channels.values()].find(
        ({ generation, sourceChannelId }) =>
          generation === wanted.generation && sourceChannelId === wanted.sourceChannelId,
      );
      const channel = { ...wanted, id: before?.id ?? crypto.randomUUID() };
      channels.set(channel.id, channel);
      return channel;
    },
  };
}

/** The channels of a server. */
export function channelsOf(backend: Backend): Channels {
  const channels = known.get(backend) ?? createChannels();
  known.set(backend, channels);
  return channels;
}
