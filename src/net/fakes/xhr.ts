/** One request as a test sees it: what was asked, and the means to answer. */
export interface FakeXhrRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  aborted: boolean;
  /** So many of so many bytes went out. */
  readonly goesOut: (loaded: number, total: number) => void;
  /** From where it was asked, or from another place that it was led to. */
  readonly answers: (status: number, text?: string, headers?: Readonly<Record<string, string>>, from?: string) => void;
  readonly breaks: () => void;
}

/** An `XMLHttpRequest` without a network; `requests` are those that were sent. */
export function fakeXhr(): { readonly xmlHttpRequest: new () => XMLHttpRequest; readonly requests: FakeXhrRequest[] } {
  const requests: FakeXhrRequest[] = [];
  class Fake {
    readonly upload: { onprogress?: (event: Partial<ProgressEvent>) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    status = 0;
    responseText = '';
    responseURL = '';
    #asked = { method: '', url: '' };
    #headers: Record<string, string> = {};
    #answered: Readonly<Record<string, string>> = {};
    #request: FakeXhrRequest | undefined;

    open(method: string, url: string): void {
      this.#asked = { method, url };
    }
    setRequestHeader(name: string, value: string): void {
      this.#headers[name] = value;
    }
    getResponseHeader(name: string): string | null {
      return this.#answered[name] ?? null;
    }
    abort(): void {
      if (this.#request) this.#request.aborted = true;
    }
    send(body: unknown): void {
      this.#request = {
        ...this.#asked,
        headers: this.#headers,
        body,
        aborted: false,
        goesOut: (loaded, total) => this.upload.onprogress?.({ loaded, total, lengthComputable: total > 0 }),
        answers: (status, text = '', headers = {}, from = this.#asked.url) => {
          Object.assign(this, { status, responseText: text, responseURL: from });
          this.#answered = headers;
          this.onload?.();
        },
        breaks: () => this.onerror?.(),
      };
      requests.push(this.#request);
    }
  }
  return { xmlHttpRequest: Fake as never, requests };
}
