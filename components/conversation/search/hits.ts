import type { Chat } from '../../../src/core/chat.js';
import type { AllStrings } from '../../../src/i18n/strings.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import { afterFrame } from '../../foundation/frame.js';
import { matchesIn } from './matches.js';

/** So many messages are looked at in one frame. */
const SLICE = 200;

/** The messages that an event is about. */
function subjectsOf(event: ChatEvent): readonly string[] {
  if (event.type === 'message-added') return [event.message.id];
  if (event.type === 'history-added') return event.messages.map(({ id }) => id);
  return 'id' in event ? [event.id] : [];
}

/**
 * The messages in which something is said. All are looked at for new words; from then on those alone that come, change or
 * go, together once in a frame, and an answer when it is complete.
 */
export class Hits {
  /** Their ids, oldest first. */
  ids: readonly string[] = [];
  #words = '';
  #chat: Chat | undefined;
  #strings: Partial<AllStrings> = {};
  #unhear: readonly (() => void)[] = [];
  /** The order of the conversation, as it was looked at. */
  #order: readonly string[] = [];
  readonly #found = new Set<string>();
  readonly #changed = new Set<string>();
  #isDue = false;

  constructor(
    /** These were looked at again. */
    private readonly onLook: (looked: ReadonlySet<string>) => void,
  ) {}

  /** Whose messages they are, and in which words what happened is told; whether that is news. */
  follow(chat: Chat | undefined, strings: Partial<AllStrings>): boolean {
    if (chat === this.#chat && strings === this.#strings) return false;
    if (chat !== this.#chat) {
      for (const undo of this.#unhear) undo();
      this.#unhear = chat ? [chat.on((event) => this.#hear(event)), chat.order.subscribe(() => void this.#due())] : [];
    }
    this.#chat = chat;
    this.#strings = strings;
    this.look(this.#words);
    return true;
  }
  /** Hears of nothing any more; what was found stays. */
  rest(): void {
    for (const undo of this.#unhear) undo();
    this.#unhear = [];
    this.#chat = undefined;
  }

  /** Looks for these words, in all that was said. */
  look(words: string): void {
    this.#words = words.trim();
    this.#order = this.#chat?.order.get() ?? [];
    this.#changed.clear();
    this.#found.clear();
    this.ids = this.#words ? matchesIn(this.#chat?.messages() ?? [], this.#words, this.#strings) : [];
    for (const id of this.ids) this.#found.add(id);
  }

  #hear(event: ChatEvent): void {
    if (!this.#words) return;
    for (const id of subjectsOf(event)) if (!this.#chat?.read(id)?.streaming) this.#changed.add(id);
    if (this.#changed.size) void this.#due();
  }

  async #due(): Promise<void> {
    if (this.#isDue || !this.#words) return;
    this.#isDue = true;
    await afterFrame();
    this.#isDue = false;
    if (this.#chat && this.#words) this.#lookAgain(this.#chat);
  }

  #lookAgain(chat: Chat): void {
    const order = chat.order.get();
    let isOther = this.#compare(order);
    const looked = new Set([...this.#changed].slice(0, SLICE));
    const messages = [...looked].flatMap((id) => chat.read(id) ?? []).filter(({ streaming }) => !streaming);
    const hits = new Set(matchesIn(messages, this.#words, this.#strings));
    for (const id of looked) {
      this.#changed.delete(id);
      if (hits.has(id) === this.#found.has(id)) continue;
      isOther = true;
      if (hits.has(id)) this.#found.add(id);
      else this.#found.delete(id);
    }
    if (isOther) this.ids = order.filter((id) => this.#found.has(id));
    this.onLook(looked);
    if (this.#changed.size) void this.#due();
  }

  /** What came and went without an event of its own, as a past does that was kept; whether hits may stand elsewhere now. */
  #compare(order: readonly string[]): boolean {
    const before = this.#order;
    this.#order = order;
    if (order === before) return false;
    const { length } = before;
    if (length && order[0] === before[0] && order[length - 1] === before[length - 1]) {
      for (const id of order.slice(length)) this.#changed.add(id);
      return false;
    }
    const [were, are] = [new Set(before), new Set(order)];
    for (const id of before) if (!are.has(id)) this.#found.delete(id);
    for (const id of order) if (!were.has(id)) this.#changed.add(id);
    return true;
  }
}
