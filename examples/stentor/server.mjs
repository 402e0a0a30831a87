import { parseArgs } from 'node:util';
import express from 'express';
import { createAssistant } from './bot/assistant.mjs';
import { listen } from './listen.mjs';

const PATH = '/stentor';
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Lets the pages of this machine and of `origins` post here: stentor's own HTTP door knows nothing of CORS. */
function cors(origins) {
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin !== undefined && !LOOPBACK.test(origin) && !origins.includes(origin)) {
      response.status(403).json({ error: { code: 'origin', message: `${origin} may not use this backend` } });
      return;
    }
    if (origin !== undefined) response.set('Access-Control-Allow-Origin', origin);
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response
      .set('Access-Control-Allow-Methods', 'POST')
      .set('Access-Control-Allow-Headers', 'authorization, content-type')
      .set('Access-Control-Max-Age', '600')
      .sendStatus(204);
  };
}

/** Says in JSON what was wrong with a request that never reached the runtime. Express knows such a handler by its arity. */
function sayWhatIsWrong(error, request, response, _next) {
  const status = error.status ?? 500;
  const message = status < 500 ? error.message : 'The backend failed';
  response.status(status).json({ error: { code: error.type ?? 'internal', message } });
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8788' },
    origin: { type: 'string', multiple: true, default: [] },
  },
});
const app = express().disable('x-powered-by').use(PATH, cors(values.origin));
createAssistant().express(app, PATH);
app.use(sayWhatIsWrong);

const origin = await listen(app, values.port);
console.log(`listening on ${origin}${PATH}`);
