import type { TransportName } from './weather.js';

/** A walk that once found something, and what that was. */
export interface FixedSeed {
  readonly transport: TransportName;
  readonly seed: number;
  readonly found: string;
}

/** They are walked for ever. A change of the walker makes other walks of them: then they are only more seeds. */
export const fixedSeeds: readonly FixedSeed[] = [
  { transport: 'direct', seed: 12, found: 'a leader served others before it had taken up what was kept' },
  { transport: 'direct', seed: 16, found: 'a tab that thawed did not ask what it had missed' },
  { transport: 'direct', seed: 10, found: 'a message lost its place when it was delivered' },
  { transport: 'memory', seed: 35, found: 'a command came to a leader that had not heard of its bubble' },
  { transport: 'airy', seed: 30, found: 'the visitor’s own words had another name in each tab' },
  { transport: 'socketio', seed: 1, found: 'an answer to earlier words made later ones DELIVERED' },
  {
    transport: 'direct',
    seed: 244,
    found: 'what was taken away came back with a tab that had been away, for ever pending',
  },
  { transport: 'direct', seed: 261, found: 'a bubble that only one tab had taken up stayed pending' },
  { transport: 'direct', seed: 494, found: 'a leader that was slow to greet was not heard' },
];
