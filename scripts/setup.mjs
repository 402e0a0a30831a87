// What a fresh clone lacks: packages and a browser. Needs nothing but Node and npm, so that it can run first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, HELP } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Folders with packages of their own: the project, and an older React that is tested beside the newest. */
const folders = ['.', 'test/react-18'];

/** Runs a command with its output on ours; true when it went well. */
const run = (command, ...args) => {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
};

const packagesOf = (file) => JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages;

/** What is installed is what the lock file names. Optional packages belong to some platforms only. */
function isInstalled(folder) {
  const list = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(`${root}/${list}`)) return false;
  const installed = packagesOf(list);
  return Object.entries(packagesOf(`${folder}/package-lock.json`)).every(
    ([path, { version, optional }]) => !path || optional || installed[path]?.version === version,
  );
}

/** `npm ci`, wherever the packages are not those of the lock file. */
export function installPackages() {
  for (const folder of folders)
    if (!isInstalled(folder) && !run(npm, 'ci', '--prefix', folder, '--include=dev', '--no-audit', '--no-fund'))
      process.exit(1);
}

/** A Chromium to test with; leaves with the exact command where it cannot get one. */
export async function installBrowser() {
  if (await findChromium()) return;
  const isDebian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  const installed =
    (isDebian &&
      run('apt-get', 'update', '-qq') &&
      run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium')) ||
    run(npm, 'exec', '--', 'playwright', 'install', 'chromium');
  if (installed && (await findChromium())) return;
  console.error(HELP);
  process.exit(1);
}
