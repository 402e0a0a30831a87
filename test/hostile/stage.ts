import type { Page } from '@playwright/test';
import { installOracle } from './oracle.js';

/** The strictest policy a page can have and still carry the widget. */
export const strict = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data: blob:",
  "media-src 'self' blob:", "font-src 'self'", "form-action 'none'", "base-uri 'none'",
  "require-trusted-types-for 'script'", 'trusted-types lit-html dompurify',
].join('; '); // prettier-ignore

/** What the stage needs of the site that serves the page. */
interface Pages {
  readonly url: string;
  readonly page: (body: string, options?: { headers?: Record<string, string> }) => string;
}

/** A page with the widget open, a backend in the page that says nothing, and an eye on everything. */
export interface Stage {
  /** Requests to other hosts; there should be none. */
  readonly foreign: readonly string[];
}

/**
 * Opens the widget on a page of its own. `isStrict` false leaves the policy away: then nothing but the widget stands
 * between a payload and the page.
 */
export async function openStage(
  page: Page,
  site: Pages,
  { isStrict = true, attributes = '' }: { isStrict?: boolean; attributes?: string } = {},
): Promise<Stage> {
  const foreign: string[] = [];
  const isOwn = (url: string) => url.startsWith(site.url) || /^(data|blob|about):/.test(url);
  await page.context().route(
    (url) => !isOwn(url.href),
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  page.context().on('page', (other) => {
    if (other !== page) foreign.push(`a window: ${other.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) foreign.push(`a frame: ${frame.url()}`);
  });
  await page.addInitScript(installOracle);
  const body = `<chat-widget layout="fullscreen" tools attachments ${attributes}></chat-widget><script type="module" src="/chat-widget.js"></script>`;
  await page.goto(site.page(body, isStrict ? { headers: { 'content-security-policy': strict } } : {}));
  await page.evaluate(async () => {
    await customElements.whenDefined('chat-widget');
    const widget = document.querySelector('chat-widget') as unknown as Record<string, unknown> & {
      open: () => Promise<void>;
    };
    widget['transport'] = {
      capabilities: { serverPush: true, streaming: true, feedback: true, handoff: true },
      open: async (emit: (event: object) => void) => emit({ type: 'connection-changed', state: 'open' }),
      send: async () => undefined,
      close: async () => undefined,
    };
    await widget.open();
    // Kinds of content come with the first part that needs them.
    while ((await window.oracle.draw([{ type: 'card', title: 'x' }])).drawn === 0) await window.oracle.clear();
    await window.oracle.clear();
    window.oracle.findings([]);
  });
  return { foreign };
}
