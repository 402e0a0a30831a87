import { fetchFrom, excerpt, isOk, jsonBody, post, type Asked, type HeaderList } from './ask.js';
import { claim, NotOffered, type Ground, type Rule } from './rule.js';

const ENOUGH = 70;
const TOO_LARGE = 'x'.repeat(300 * 1024);
const LONGEST_WAIT = 3600;

/** How a visitor says something, in a conversation of their own. */
export interface Question {
  readonly url: string;
  readonly headers?: HeaderList;
  readonly body: (words: string) => object;
}

/** A wire that is spoken by POST. */
export interface PageWire {
  /** A new conversation, ready for words. */
  readonly enter: (ground: Ground) => Promise<Question>;
  /** Headers that a page has to be allowed to send. */
  readonly sends: readonly string[];
  /** Throws for a refusal that is not in the vendor's own words. */
  readonly isRefusal: (asked: Asked, of: string) => void;
}

function checkReadable({ headers }: Pick<Asked, 'headers'>, origin: string, of: string): void {
  const allowed = headers.get('access-control-allow-origin');
  claim(
    allowed === '*' || allowed === origin,
    `${of} is for ${allowed === null ? 'no page of another origin' : `pages of ${allowed}`}, not for ${origin}.`,
  );
}

async function ask(ground: Ground, { url, headers, body }: Question, words: string): Promise<Asked> {
  return post(ground, url, body(words), headers);
}

/** The rules that hold for every wire that a page speaks by POST. */
export const pageRules = ({ enter, sends, isRefusal }: PageWire): readonly Rule[] => [
  {
    name: 'preflight',
    says: `A page of another origin may ask, with ${sends.join(', ')}.`,
    async check(ground) {
      const { url } = await enter(ground);
      const { origin } = ground.target;
      const answer = await fetchFrom(ground, url, {
        method: 'OPTIONS',
        headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': sends.join(',') },
      });
      claim(isOk(answer), `The preflight has the status ${answer.status}.`);
      checkReadable(answer, origin, 'The preflight');
      const allowed = (answer.headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/\s*,\s*/);
      // A star does not mean `Authorization`.
      const missing = sends.filter(
        (name) => !allowed.includes(name) && (name === 'authorization' || !allowed.includes('*')),
      );
      claim(missing.length === 0, `The preflight does not allow ${missing.join(', ')}.`);
    },
  },
  {
    name: 'readable',
    says: 'Answers may be read by that page, and so may refusals.',
    async check(ground) {
      const question = await enter(ground);
      const { origin } = ground.target;
      const good = await ask(ground, question, 'hello');
      claim(isOk(good), `The answer has the status ${good.status}: ${excerpt(good.text)}`);
      checkReadable(good, origin, 'The answer');
      checkReadable(await post(ground, question.url, '{', question.headers), origin, 'The refusal');
    },
  },
  {
    name: 'malformed',
    says: 'A body that is no JSON is refused with 400 or 422, in the words of this wire.',
    async check(ground) {
      const { url, headers } = await enter(ground);
      for (const body of ['{', '"words"', '[]']) {
        const asked = await post(ground, url, body, headers);
        const of = `The answer to the body ${JSON.stringify(body)}`;
        claim([400, 422].includes(asked.status), `${of} has the status ${asked.status}.`);
        isRefusal(asked, of);
      }
    },
  },
  {
    name: 'oversize',
    says: 'A body of 300 KB is refused with a status of the 400s, in the words of this wire.',
    async check(ground) {
      const { url, headers, body } = await enter(ground);
      const asked = await fetchFrom(ground, url, jsonBody({ ...body('hello'), padding: TOO_LARGE }, headers)).then(
        async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }),
        (reason: unknown) => reason,
      );
      // Who stops listening in the middle of it has refused it as well; no page can read more of that.
      if (asked instanceof Error) throw new NotOffered('The connection ends before there is an answer.');
      const answer = asked as Asked;
      if (isOk(answer)) throw new NotOffered('Bodies may be that large.');
      claim(answer.status >= 400 && answer.status < 500, `It has the status ${answer.status}.`);
      isRefusal(answer, 'The refusal');
    },
  },
  {
    name: 'rate-limit',
    says: 'A 429 says how many seconds to wait in Retry-After, and can be read.',
    async check(ground) {
      const question = await enter(ground);
      for (let round = 0; round < ENOUGH; round += 1) {
        const asked = await ask(ground, question, `hello ${round}`);
        if (asked.status !== 429) continue;
        const after = asked.headers.get('retry-after') ?? '';
        const date = /^[A-Z][a-z]{2}, /.test(after) ? (Date.parse(after) - Date.now()) / 1000 : Number.NaN;
        const seconds = /^\d+$/.test(after) ? Number(after) : date;
        claim(
          seconds >= 0 && seconds <= LONGEST_WAIT,
          `Retry-After is ${after === '' ? 'missing' : `“${after}”`}, not seconds within an hour.`,
        );
        checkReadable(asked, ground.target.origin, 'The 429');
        return isRefusal(asked, 'The 429');
      }
      throw new NotOffered(`${ENOUGH} messages in a row were all taken.`);
    },
  },
];
