// Runs a command of the project and counts: a suite by its own closing line (“e2e: 3 passed, 0 failed”), anything else as one.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));

/** How many passed and failed, and all that was said; `hear` is told while it is said. */
export function counted(command, args, hear = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        hear(chunk);
      });
    child.on('close', (status) => {
      const [, passed, failed] = /^\w+: (\d+) passed, (\d+) failed$/m.exec(said) ?? [];
      if (passed === undefined) resolve({ said, passed: status ? 0 : 1, failed: status ? 1 : 0 });
      else resolve({ said, passed: Number(passed), failed: Number(failed) || (status ? 1 : 0) });
    });
  });
}
