import { existsSync, readdirSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };

/** A module that pages may import. */
export interface Entry {
  /** As it is written in an import. */
  readonly name: string;
  /** The built file. */
  readonly file: string;
  /** What it is built from. */
  readonly source: string;
}

const root = new URL('..', import.meta.url);
const transports = readdirSync(new URL('src/transports', root)).filter((name) =>
  existsSync(new URL(`src/transports/${name}/${name}-transport.ts`, root)),
);

/** Read from the exports map: the one list that the build, the demo's aliases and the package's tests go by. */
export const entries: readonly Entry[] = Object.entries(manifest.exports).flatMap(([name, target]) => {
  if (typeof target === 'string') return [];
  return (name.includes('*') ? transports : ['']).map((each) => {
    const file = target.default.replaceAll('*', each);
    return {
      name: name.replace('*', each).replace('.', manifest.name),
      file,
      source: file.replace('./dist/npm/', '').replace(/\.js$/, '.ts'),
    };
  });
});
