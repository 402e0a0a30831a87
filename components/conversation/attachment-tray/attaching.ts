import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import { createStore } from '../../../src/core/store.js';
import type { PendingUpload, Uploads } from '../../../src/core/uploads.js';
import { uploadsEnglish } from '../../../src/i18n/uploads.en.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { ChatUploadRequest } from '../../foundation/events/part-requests.js';
import { isTouched } from '../../foundation/is-touched.js';
import { shortName } from '../../parts/attachment/file-name.js';
import './attachment-tray.js';
import { bringsFiles, droppedFiles, pastedFiles } from './incoming.js';
import { acceptOf, checkFiles, limitsOf } from './limits.js';
import { refusalLine, refusalSentence, type UploadWords } from './refusals.js';
import { paperclipIcon } from './tray-icons.js';
import { emptyTray, type FileKeeper, type Picked, type TrayState } from './tray-state.js';

/** What ends an upload, and what is said of it. */
const endings = { done: 'upload.isDone', failed: 'upload.isFailed', cancelled: 'upload.isCancelled' } as const;

/** Files for the next message: picked, dropped or pasted, and on their way as soon as they are. */
export class Attaching implements ReactiveController, FileKeeper {
  readonly state = createStore(emptyTray);
  readonly #chat;
  readonly #config;
  readonly #strings;
  #uploads: Uploads | undefined;
  #listening: AbortController | undefined;

  constructor(private readonly host: LitElement) {
    this.#chat = new ChatController(host);
    this.#config = new ConfigController(host);
    this.#strings = new StringsController(host, uploadsEnglish);
    host.addController(this);
    this.state.subscribe(() => host.requestUpdate());
  }

  /** Files can be sent here, and now. */
  get #on(): boolean {
    return this.#config.value?.attachments === true && this.#chat.value?.uploads !== undefined;
  }
  /** What goes with the next message; what the visitor cancelled does not. */
  get files(): readonly File[] {
    if (!this.#on) return [];
    return this.state.get().picked.flatMap(({ file, upload }) => (upload.get().state === 'cancelled' ? [] : file));
  }

  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    const root = this.host.getRootNode();
    // The whole panel is a place to drop files at; its shadow root has the composer in it.
    const zone: EventTarget = root instanceof ShadowRoot ? root.host : this.host;
    const listen = <E extends Event>(target: EventTarget, type: string, hear: (event: E) => void): void =>
      target.addEventListener(type, (event) => this.#on && hear(event as E), { signal });
    listen<DragEvent>(zone, 'dragover', (event) => this.#hover(event));
    listen<DragEvent>(zone, 'dragleave', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && zone instanceof Node && zone.contains(relatedTarget)))
        this.#change({ dropping: false });
    });
    listen<DragEvent>(zone, 'drop', (event) => this.#drop(event));
    listen<ClipboardEvent>(this.host, 'paste', (event) => {
      const files = pastedFiles(event.clipboardData);
      if (!files.length) return;
      event.preventDefault();
      void this.add(files);
    });
  }
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#change({ dropping: false });
  }

  /** Takes what the limits let through, unless the page refuses it, and says why not of the rest. */
  async add(files: readonly File[]): Promise<void> {
    const config = this.#config.value;
    const load = this.#chat.value?.uploads;
    if (!config || !load || !this.#on || !files.length) return;
    const limits = limitsOf(config);
    const strings = this.#strings.value;
    const { picked } = this.state.get();
    const { accepted, refused } = checkFiles(
      files,
      picked.map(({ file }) => file),
      limits,
    );
    for (const refusal of refused) console.warn(refusalLine(refusal, limits));
    const refusals = refused.map((refusal) => (words: UploadWords) => refusalSentence(refusal, limits, words));
    const sentences = refusals.map((say) => say(strings));
    this.#change({ refusals, said: sentences.join(' ') });
    if (!accepted.length || !this.host.dispatchEvent(new ChatUploadRequest(accepted))) return;
    try {
      this.#uploads = await load();
    } catch {
      return this.#change({ refusals: [...refusals, (words) => words['upload.refused.code']] });
    }
    for (const file of accepted) this.#take(file, this.#uploads);
    const names = accepted.map(({ name }) => strings['upload.attached'](shortName(name)));
    this.#change({ said: [...names, ...sentences].join('. ') });
  }
  /** They are the message's now. */
  clear(): void {
    this.#change({ picked: [], refusals: [] });
  }
  cancel(file: File): void {
    this.#uploads?.cancel(file);
  }
  retry(file: File): void {
    this.#uploads?.retry(file);
  }
  remove(file: File): void {
    this.#uploads?.cancel(file);
    this.#change({ picked: this.state.get().picked.filter((each) => each.file !== file) });
  }
  dismiss(): void {
    this.#change({ refusals: [] });
  }

  /** The tray, above the text. */
  tray() {
    return this.#on ? html`<chat-attachment-tray .attaching=${this}></chat-attachment-tray>` : nothing;
  }
  /** The button, and the browser's own dialog behind it. */
  button() {
    if (!this.#on) return nothing;
    const config = this.#config.value;
    const phone = isTouched();
    return html`<input
        type="file"
        multiple
        hidden
        tabindex="-1"
        aria-hidden="true"
        accept=${config ? acceptOf(limitsOf(config).attachmentTypes, phone) : ''}
        @change=${this.#onPick}
      /><button
        class="icon"
        part="attach"
        type="button"
        aria-label=${this.#strings.value['upload.attach']}
        title=${this.#strings.value['upload.attach']}
        @click=${() => this.host.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}
      >
        ${paperclipIcon}
      </button>`;
  }

  readonly #onPick = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file can be picked again.
    input.value = '';
    void this.add(files);
    if (!isTouched()) this.host.focus();
  };

  #hover(event: DragEvent): void {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.#change({ dropping: true });
  }
  #drop(event: DragEvent): void {
    this.#change({ dropping: false });
    if (!event.dataTransfer || !bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    void this.add(droppedFiles(event.dataTransfer));
  }

  #take(file: File, uploads: Uploads): void {
    const upload = uploads.add({ file, name: file.name });
    const picked: Picked = { file, upload };
    let last = upload.get().state;
    upload.subscribe(({ state, name }: PendingUpload) => {
      if (state === last) return;
      last = state;
      if (!this.state.get().picked.includes(picked)) return;
      const said =
        state in endings ? this.#strings.value[endings[state as keyof typeof endings]](shortName(name)) : undefined;
      this.#change(said ? { said } : {});
    });
    this.#change({ picked: [...this.state.get().picked, picked] });
  }
  #change(change: Partial<TrayState>): void {
    const state = this.state.get();
    const news = Object.entries(change).some(([name, value]) => state[name as keyof TrayState] !== value);
    // A file that was cancelled changes what a message would have, though the tray's own state is the same.
    if (news || !Object.keys(change).length) this.state.set({ ...state, ...change });
  }
}
