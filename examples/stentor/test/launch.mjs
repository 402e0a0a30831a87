import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs one of the example's servers as its user would, on a free port.
 *
 * @param {string} script Its file beside package.json.
 * @param {readonly string[]} [args]
 * @returns {Promise<{ url: string, stop: () => void }>} The address it printed. Rejects when it ended without one.
 */
export function launch(script, args = []) {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let errors = '';
    let output = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const url = /^(?:listening|page) on (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve({ url, stop: () => child.kill() });
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${errors}`)));
  });
}
