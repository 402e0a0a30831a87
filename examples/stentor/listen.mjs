import { once } from 'node:events';

/**
 * Serves an express application on the loopback interface; where that cannot be, says why and ends the process.
 *
 * @param {import('express').Application} app
 * @param {string} port `0` picks a free one.
 * @returns {Promise<string>} The origin it answers at.
 */
export async function listen(app, port) {
  try {
    const server = app.listen(Number(port), '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${server.address().port}`;
  } catch (error) {
    console.error(`${error.message} (choose another port with --port)`);
    process.exit(1);
  }
}
