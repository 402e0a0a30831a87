// `npm start`: the demo and the mock server in one process on one port, from the sources. `PORT` and `HOST` change where.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { installPackages } from './setup.mjs';

installPackages();
const { createServer: createVite } = await import('vite');

const host = process.env.HOST ?? '127.0.0.1';
const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** As a browser would find it: another server may hold the same port on the other family of addresses. */
const isTaken = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' });
    socket.once('connect', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });

async function listen(server, port) {
  if (port !== 0 && (await isTaken(port))) return listen(server, port + 1);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    await listen(server, port + 1);
  }
}

const server = createServer();
const vite = await createVite({
  configFile: fromRoot('vite.config.ts'),
  mode: 'development',
  server: { middlewareMode: true, ws: { server } },
});

const startMock = async () => (await vite.ssrLoadModule(fromRoot('mock-server/index.ts'))).mockMiddleware({});
let mock = await startMock();
vite.watcher.add(fromRoot('mock-server'));
vite.watcher.on('change', async (file) => {
  if (!file.startsWith(fromRoot('mock-server/'))) return;
  const old = mock;
  try {
    mock = await startMock();
    await old.close();
  } catch (error) {
    vite.ssrFixStacktrace(error);
    console.error(error);
  }
});

// The mock serves the built widget under these names; here they come from the sources.
const fromSources = /^\/(embed|chat-widget|snippets)\.js(\?|$)/;
server.on('request', (request, response) => {
  const serve = () => vite.middlewares(request, response);
  if (fromSources.test(request.url)) serve();
  else mock.handle(request, response, serve);
});
server.on('upgrade', (request, socket, head) => {
  const isReload = request.headers['sec-websocket-protocol']?.startsWith('vite-');
  if (!isReload && !mock.upgrade(request, socket, head)) socket.destroy();
});

await listen(server, Number(process.env.PORT ?? 5173));
console.log(`listening on http://localhost:${server.address().port}`);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    await Promise.all([mock.close(), vite.close()]);
    server.close(() => process.exit());
    server.closeAllConnections();
  });
