/** Obeys every wish of a table that nobody refused, a microtask later: all listeners up the page have their say first. */
export function obey(host: EventTarget, deeds: Readonly<Record<string, (event: never) => unknown>>): void {
  for (const [type, deed] of Object.entries(deeds))
    host.addEventListener(type, (event) =>
      queueMicrotask(() => {
        if (!event.defaultPrevented) deed(event as never);
      }),
    );
}
