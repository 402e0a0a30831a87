import { expect, launcher, messages, test } from './site.js';

const CHUNKS = 2000;

/** About 20 kB of all that markdown has. */
const markdown = Array.from({ length: 45 }, (_, i) =>
  [
    `## Room ${i}`,
    `Paragraph ${i} of *many*, with **strong words**, \`code\`, a [link](https://example.com/${i}) and no end in sight.`,
    `- one of ${i}\n- another *one*\n  1. nested **${i}**`,
    i % 4 === 0 ? `| Room | Guests |\n| --- | ---: |\n| Garden ${i} | 2 |` : `> Quoted in ${i}, with \`ticks\`.`,
    i % 5 === 0
      ? `\`\`\`js\nconst room${i} = { guests: ${i} };\n\`\`\``
      : `Done with ${i}: 2 * 3 = 6, a_b_c, and 5 < 6.`,
    'x'.repeat(180).replace(/x{9}/g, 'lorem ips '),
  ].join('\n\n'),
).join('\n\n');

interface Talk {
  /** Streams the text in so many chunks, a few a frame; what was read of the layout meanwhile, and how often the list drew. */
  readonly stream: (text: string, chunks: number) => Promise<{ reads: string[]; drawings: number; frames: number }>;
  readonly say: (id: string, text: string) => void;
  readonly isOpen: () => boolean;
}

test('20 kB in 2,000 chunks: complete, without a look at the layout, and the list does not draw for them', async ({
  page,
  site,
}) => {
  expect(markdown.length).toBeGreaterThan(20_000);
  await page.addInitScript(() => {
    const reads: string[] = [];
    let watching = false;
    const note = (name: string) => {
      if (watching) reads.push(name);
    };
    const getter = (prototype: object, name: string) => {
      const original = Object.getOwnPropertyDescriptor(prototype, name);
      if (!original?.get) throw new Error(`no getter ${name}`);
      const { get } = original;
      Object.defineProperty(prototype, name, {
        ...original,
        get(this: unknown) {
          note(name);
          return get.call(this) as unknown;
        },
      });
    };
    const method = (owner: object, name: string) => {
      const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...values: unknown[]) {
        note(name);
        return original.apply(this, values);
      });
    };
    for (const side of ['Top', 'Left', 'Width', 'Height']) {
      for (const kind of ['scroll', 'client']) getter(Element.prototype, kind + side);
      getter(HTMLElement.prototype, `offset${side}`);
    }
    // When sizes are told, the layout is done: to look at it then costs nothing.
    window.ResizeObserver = class extends ResizeObserver {
      constructor(told: ResizeObserverCallback) {
        super((...sizes) => {
          const watched = watching;
          watching = false;
          told(...sizes);
          watching = watched;
        });
      }
    };
    getter(HTMLElement.prototype, 'offsetParent');
    getter(HTMLElement.prototype, 'innerText');
    for (const name of ['getBoundingClientRect', 'getClientRects', 'checkVisibility', 'scrollIntoView'])
      method(Element.prototype, name);
    for (const name of ['getBoundingClientRect', 'getClientRects']) method(Range.prototype, name);
    method(window, 'getComputedStyle');
    method(Document.prototype, 'elementFromPoint');

    type Emit = (event: object) => void;
    let emit: Emit = () => undefined;
    let isOpen = false;
    addEventListener('DOMContentLoaded', () => {
      const widget = document.querySelector('chat-widget');
      if (!widget) return;
      Reflect.set(widget, 'transport', {
        open: async (sink: Emit) => {
          emit = sink;
          emit({ type: 'connection-changed', state: 'open' });
          isOpen = true;
        },
        send: async () => undefined,
        close: async () => undefined,
      });
      const list = () =>
        widget.shadowRoot?.querySelector('chat-panel')?.shadowRoot?.querySelector('chat-message-list') ?? undefined;
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const talk: Talk = {
        isOpen: () => isOpen,
        say: (id, text) => {
          const parts = [{ type: 'text', text }];
          const message = { id, author: 'bot', parts, delivery: 'delivered', streaming: false };
          emit({ type: 'message-added', message });
        },
        async stream(text, chunks) {
          const count = { drawings: 0, frames: 0 };
          emit({ type: 'message-started', id: 's', author: 'bot' });
          for (let i = 0; i < 10; i++) await frame();
          const drawn = list();
          if (!drawn) throw new Error('no list');
          const draw = Reflect.get(drawn, 'performUpdate') as () => void;
          Reflect.set(drawn, 'performUpdate', function (this: unknown) {
            count.drawings++;
            draw.call(this);
          });
          watching = true;
          const size = text.length / chunks;
          for (let i = 0; i < chunks; i++) {
            emit({ type: 'text-delta', id: 's', delta: text.slice(Math.round(i * size), Math.round((i + 1) * size)) });
            if (i % 8 !== 7) continue;
            await frame();
            count.frames++;
          }
          watching = false;
          Reflect.set(drawn, 'performUpdate', draw);
          emit({ type: 'message-completed', id: 's' });
          return { reads, ...count };
        },
      };
      Reflect.set(window, 'talk', talk);
    });
  });
  await page.goto(
    site.page('<chat-widget heading="Stream"></chat-widget><script type="module" src="/chat-widget.js"></script>'),
  );
  await launcher(page).click();
  await page.waitForFunction(() => (Reflect.get(window, 'talk') as Talk).isOpen());
  // What draws markdown is there before the counting begins, as with every answer but the first.
  await page.evaluate(() => (Reflect.get(window, 'talk') as Talk).say('first', '**Hello**'));
  await expect(messages(page).locator('strong')).toHaveText('Hello');

  const { reads, drawings, frames } = await page.evaluate(
    ([text, chunks]) => (Reflect.get(window, 'talk') as Talk).stream(text, chunks),
    [markdown, CHUNKS] as const,
  );
  expect(frames).toBeGreaterThan(200);
  expect(reads).toEqual([]);
  expect(drawings).toBe(0);

  const streamed = page.locator('chat-message[message-id=s]');
  await expect(streamed).not.toHaveAttribute('streaming');
  await expect(streamed.locator('h2, h3, h4').last()).toHaveText('Room 44');
  await expect(streamed.locator('a')).toHaveCount(45);
  await expect(streamed.locator('table')).toHaveCount(12);
  await expect(streamed.locator('pre')).toHaveCount(9);
  const said = () =>
    page.evaluate(() => {
      const widget = document.querySelector('chat-widget');
      const messages = Reflect.get(widget as object, 'messages') as { id: string; parts: { text: string }[] }[];
      return messages.find(({ id }) => id === 's')?.parts.map(({ text }) => text);
    });
  expect(await said()).toEqual([markdown]);
  await expect(page.getByRole('button', { name: 'Go to the newest message' })).toHaveCount(0);

  // Streamed or whole, it is the same document in the end.
  await page.evaluate((text) => (Reflect.get(window, 'talk') as Talk).say('whole', text), markdown);
  const whole = page.locator('chat-message[message-id=whole]');
  await expect(whole.locator('a')).toHaveCount(45);
  const html = (locator: typeof whole) => locator.locator('[part~=text]').evaluate((element) => element.innerHTML);
  await expect.poll(() => html(whole)).toBe(await html(streamed));
});
