import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The text inside an element that is written in markdown: the host draws again when it changes. */
export class LightTextController implements ReactiveController {
  readonly #changes;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    this.#changes = globalThis.MutationObserver && new MutationObserver(() => host.requestUpdate());
    host.addController(this);
  }

  get value(): string {
    return this.host.textContent;
  }

  hostConnected(): void {
    this.#changes?.observe(this.host, { childList: true, characterData: true, subtree: true });
    if (this.host.isConnected) this.host.requestUpdate();
  }
  hostDisconnected(): void {
    this.#changes?.disconnect();
  }
}
