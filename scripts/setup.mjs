// What a fresh clone lacks: packages and a browser. Needs nothing but Node and npm, so that it can run first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, HELP } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a command with its output on ours; true when it went well. */
const run = (command, ...args) => {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
};

const packagesOf = (file) => JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages;

/** What is installed is what the lock file names. Optional packages belong to some platforms only. */
function isInstalled() {
  if (!existsSync(`${root}/node_modules/.package-lock.json`)) return false;
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, optional }]) => !path || optional || installed[path]?.version === version,
  );
}

/** `npm ci`, if the packages are not those of the lock file. */
export function installPackages() {
  if (isInstalled()) return;
  if (!run(npm, 'ci', '--include=dev', '--no-audit', '--no-fund')) process.exit(1);
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
