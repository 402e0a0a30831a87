import { createChatServer } from '../chat-server/chat-server.js';
import { connect } from './connection.js';
import { redisStore } from './redis-store.js';

/**
 * One process of a server of many, for tests: it says its words slowly, so that it can die in between. Whoever is first to
 * come to half of a text stands still there until it is killed; whoever takes over goes on.
 */
const [url = '', prefix = ''] = process.argv.slice(2);
const WORDS = 20;
const redis = connect(url, () => {});
const isFirst = async (text: string) => (await redis.send('SET', `${prefix}half:${text}`, '1', 'NX')) === 'OK';
const server = await createChatServer({
  store: redisStore(url, { prefix, lease: 1500 }),
  apiKey: 'key',
  rateLimit: 60,
  report: (error) => process.stderr.write(`${String(error)}\n`),
  async *answer({ text, attachments }) {
    process.stdout.write(`asked ${text}\n`);
    if (text.startsWith('short')) {
      yield `You said ${[text, ...attachments.map(({ name, url }) => name ?? url)].join(' with ')}.`;
      return;
    }
    for (let word = 1; word <= WORDS; word += 1) {
      yield `word-${word} `;
      const stands = word === WORDS / 2 && (await isFirst(text));
      if (word === WORDS / 2) process.stdout.write(`half ${text}\n`);
      await new Promise((resolve) => setTimeout(resolve, stands ? 60_000 : 50));
    }
  },
});
process.stdout.write(`listening ${server.url}\n`);
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
