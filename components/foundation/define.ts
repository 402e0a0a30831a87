/** Registers an element once: a second copy of the widget on the page finds the tag taken and leaves it. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
