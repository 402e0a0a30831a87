import type { Heard } from './talk.js';
import { wires, type Wire } from './wires.js';

/** What a process of the load is to do. */
export interface Order {
  readonly url: string;
  readonly wire: Wire;
  readonly from: number;
  readonly conversations: number;
  readonly messages: number;
  readonly tokens: number;
  readonly pause: number;
  /** Among so many one reads a kilobyte a second; none where it is 0. */
  readonly slowEvery: number;
}

/** What became of it. */
export interface Outcome {
  readonly right: number;
  readonly wrong: readonly string[];
  readonly first: readonly number[];
  readonly whole: readonly number[];
  /** Microseconds of CPU since all were open. */
  readonly cpu: number;
}

const KILOBYTE = 1024;
const BATCH = 50;

/** What has to be heard: each answer once, in order, with every word. */
const expected = ({ messages, tokens }: Order, number: number): readonly string[] =>
  Array.from({ length: messages }, (_, index) =>
    [`conversation-${number}.${index + 1}:`, ...Array.from({ length: tokens }, (__, token) => token + 1)].join(' '),
  );

async function run(order: Order): Promise<Outcome> {
  let missing = order.conversations;
  let begin = () => {};
  const allOpen = new Promise<void>((resolve) => (begin = resolve));
  const opened = async () => {
    if ((missing -= 1) === 0) process.send?.('open');
    await allOpen;
  };
  process.on('message', (message) => message === 'begin' && begin());
  const outcome = { right: 0, wrong: [] as string[], first: [] as number[], whole: [] as number[] };
  const judge = (number: number, heard: readonly Heard[], isSlow: boolean) => {
    const wanted = expected(order, number);
    if (JSON.stringify(heard.map(({ text }) => text)) !== JSON.stringify(wanted))
      outcome.wrong.push(`${number}: ${JSON.stringify(heard.map(({ text }) => text.slice(0, 80)))}`);
    else outcome.right += wanted.length;
    if (isSlow) return;
    outcome.first.push(...heard.map(({ first }) => first));
    outcome.whole.push(...heard.map(({ whole }) => whole));
  };
  const talks: Promise<void>[] = [];
  for (let index = 0; index < order.conversations; index += 1) {
    const number = order.from + index;
    const isSlow = order.slowEvery > 0 && index % order.slowEvery === 0;
    const { url, messages, pause } = order;
    const talk = wires[order.wire]({ url, number, messages, pause, ...(isSlow && { slowly: KILOBYTE }) }, opened);
    talks.push(
      talk.then(
        (heard) => judge(number, heard, isSlow),
        (error: unknown) => {
          outcome.wrong.push(`${number}: ${String(error)}`);
          if ((missing -= 1) === 0) process.send?.('open');
        },
      ),
    );
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await allOpen;
  const { user: userBefore, system: systemBefore } = process.cpuUsage();
  await Promise.all(talks);
  const { user, system } = process.cpuUsage({ user: userBefore, system: systemBefore });
  return { ...outcome, cpu: user + system };
}

process.once('message', (order) => {
  void run(order as Order).then((outcome) => process.send?.({ outcome }, () => process.exit()));
});
