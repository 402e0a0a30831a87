import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const isLicence = (file: string): boolean => /^(?:licen[cs]e|copying|notice)\b/i.test(file);

/** The packages that a module may be of: some have a folder of this name among their sources. */
const foldersOf = (module: string): readonly string[] =>
  [...module.matchAll(/\/node_modules\/(?:@[^/]+\/)?[^/]+/g)]
    .map(({ 0: name, index }) => module.slice(0, index) + name)
    .filter((folder) => existsSync(join(folder, 'package.json')));

async function folderByHeading(modules: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const folders = new Set(modules.flatMap(foldersOf));
  const headings = [...folders].map(async (folder) => {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly version: string;
    };
    return [`## ${name} - ${version}`, folder] as const;
  });
  return new Map(await Promise.all(headings));
}

/**
 * Vite writes one licence of each package into `fileName`. Some packages have more: what they took from others came with
 * terms of its own.
 */
export const otherLicencesPlugin = (fileName: string): Plugin => ({
  name: 'other-licences',
  apply: 'build',
  async writeBundle({ dir = '.' }, bundle) {
    const chunks = Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? [each] : []));
    const folders = await folderByHeading(chunks.flatMap(({ moduleIds }) => moduleIds));
    const completed = async (section: string): Promise<string> => {
      const folder = folders.get(/^## \S+ - \S+/.exec(section)?.[0] ?? '');
      const files = folder ? (await readdir(folder)).filter(isLicence).map((name) => join(folder, name)) : [];
      const texts = await Promise.all(files.map(async (file) => (await readFile(file, 'utf8')).trim()));
      return [section.trim(), ...texts.filter((text) => !section.includes(text))].join('\n\n');
    };
    const file = join(dir, fileName);
    const sections = (await readFile(file, 'utf8')).split(/^(?=## \S+ - \d)/m);
    await writeFile(file, `${(await Promise.all(sections.map(completed))).join('\n\n')}\n`);
  },
});
