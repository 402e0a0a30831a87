import { composer, expect, launcher, test } from './site.js';

test('before the visitor acts, a page with the widget stores nothing, opens no socket and sets no timer', async ({
  page,
  site,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    const deeds: string[] = [];
    Reflect.set(window, 'deeds', deeds);
    const watch = (owner: object, name: string, deed = name) => {
      const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...values: unknown[]) {
        deeds.push(deed);
        return new.target ? (Reflect.construct(original, values) as unknown) : original.apply(this, values);
      });
    };
    for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) watch(window, name);
    for (const name of ['WebSocket', 'EventSource', 'BroadcastChannel', 'Worker']) watch(window, name);
    for (const name of ['getItem', 'setItem', 'removeItem']) watch(Storage.prototype, name, `storage ${name}`);
    watch(IDBFactory.prototype, 'open', 'indexedDB open');
    watch(Navigator.prototype, 'sendBeacon');
    watch(XMLHttpRequest.prototype, 'send', 'XMLHttpRequest');
    const fetch = window.fetch;
    window.fetch = (...values) => {
      deeds.push(`fetch ${new URL(values[0] instanceof Request ? values[0].url : values[0], location.href).pathname}`);
      return fetch(...values);
    };
  });
  const url = site.page('<script async src="/embed.js?key=demo&transport=websocket"></script>');
  await page.goto(url);
  await expect(launcher(page)).toBeVisible();
  await page.waitForLoadState('networkidle');

  expect(await page.evaluate(() => Reflect.get(window, 'deeds') as string[])).toEqual(['fetch /config/demo']);
  const kept = () =>
    page.evaluate(async () => ({
      storage: [localStorage.length, sessionStorage.length],
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      locks: await navigator.locks.query(),
    }));
  expect(await kept()).toEqual({ storage: [0, 0], databases: [], caches: [], locks: { held: [], pending: [] } });
  expect(await page.context().cookies()).toEqual([]);
  expect(asked.filter((path) => !/^\/(embed\.js|chat-widget\.js|chunks\/|config\/demo$)/.test(path))).toEqual([
    new URL(url).pathname,
  ]);

  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'deeds') as string[])).toContain('WebSocket');
  expect((await kept()).databases).toEqual(['chat-widget']);
  expect(await page.context().cookies()).toEqual([]);
});
