import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Addresses of files that are in this page already, as long as somebody looks at them: what was not asked for in a
 * drawing is revoked after it, and everything is when the host leaves the page.
 */
export class BlobUrls implements ReactiveController {
  readonly #urls = new Map<Blob, string>();
  readonly #asked = new Set<Blob>();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }
  /** The address of the file; ask again at each drawing. */
  of(file: Blob): string {
    const url = this.#urls.get(file) ?? URL.createObjectURL(file);
    this.#urls.set(file, url);
    this.#asked.add(file);
    return url;
  }
  hostConnected(): void {
    this.host.requestUpdate();
  }
  hostUpdated(): void {
    for (const file of this.#urls.keys()) if (!this.#asked.has(file)) this.#revoke(file);
    this.#asked.clear();
  }
  hostDisconnected(): void {
    for (const file of this.#urls.keys()) this.#revoke(file);
  }
  #revoke(file: Blob): void {
    URL.revokeObjectURL(this.#urls.get(file) ?? '');
    this.#urls.delete(file);
  }
}
