/** Registers an element once: a second copy of the widget on the page finds the tag taken and leaves it. */
export function define(tag: string, element: CustomElementConstructor): void {
  const registry: CustomElementRegistry | undefined = globalThis.customElements;
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
