import { html, nothing } from 'lit';
import { createSuggester, type Suggested } from '../../../../src/net/suggest.js';
import { defaultPlatform } from '../../../../src/platform/platform.js';
import { withoutDeceit } from '../../../../src/protocol/deceit.js';
import { ChatSendRequest } from '../../../foundation/events/requests.js';
import type { Comfort, Surroundings } from '../comfort.js';
import { commandIn, commandsFor, type Command } from './commands.js';

/** One line of the list. */
interface Option {
  readonly words: string;
  readonly strong: Suggested['strong'];
  readonly about?: string;
  /** What Tab puts into the box. */
  readonly text: string;
  /** What Enter does. */
  readonly take: () => void;
}

/** So much is to be written before anybody is asked about it. */
const LEAST = 2;
const LIST = 'completions';
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => ((at + 2) % (count + 1)) - 1,
  ArrowUp: (at, count) => ((at + 1 + count) % (count + 1)) - 1,
};

/** Whichever of its events a browser moves the focus by: who presses an option does not leave the box. */
const keepFocus = (event: Event): void => event.preventDefault();

/** Words with what stands out of them. */
function marked(words: string, strong: Suggested['strong']): unknown {
  let at = 0;
  const pieces = strong.map(([from, to]) => {
    const before = words.slice(at, from);
    at = to;
    return html`${before}<strong>${words.slice(from, to)}</strong>`;
  });
  return html`${pieces}${words.slice(at)}`;
}

/**
 * What could be meant, in a list above the text box: commands for a text with a slash before it, else what the owner's
 * service suggests. The focus stays in the box; the list is told by it as of a combobox.
 */
export function completions(
  { composer, box, config, strings, say, changed }: Surroundings,
  { platform = defaultPlatform, fetch = undefined as typeof globalThis.fetch | undefined } = {},
): Comfort {
  const suggester = createSuggester({
    address: () => config()?.autocompleteSuggestionsUrl || undefined,
    platform,
    ...(fetch ? { fetch } : {}),
  });
  let options: readonly Option[] = [];
  let active = -1;
  let areCommands = false;
  /** The text at which the list was closed, or taken from: it opens again with the next change. */
  let closedAt: string | undefined;
  let last: string | undefined;
  /** It was decided that this is words. */
  let isSaying = false;

  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-haspopup', 'listbox');
  // Who goes elsewhere finds nothing standing before what they go to; a window that is left keeps its focus.
  const life = new AbortController();
  const leave = (): void => void ((box.getRootNode() as ShadowRoot).activeElement === box || close());
  box.addEventListener('blur', leave, { signal: life.signal });

  function show(next: readonly Option[], first = -1): void {
    const had = options.length;
    options = next;
    active = next.length ? first : -1;
    if (next.length && next.length !== had) say(strings()['composer.found'](next.length));
    point();
    changed();
  }
  function close(): void {
    closedAt = composer.value;
    suggester.abort();
    show([]);
  }
  /** The box names what is active once it is there. */
  function point(): void {
    void composer.updateComplete.then(() => {
      if (options.length) box.setAttribute('aria-controls', LIST);
      else box.removeAttribute('aria-controls');
      if (active < 0) return box.removeAttribute('aria-activedescendant');
      box.setAttribute('aria-activedescendant', `${LIST}-${active}`);
      composer.renderRoot.querySelector(`#${LIST}-${active}`)?.scrollIntoView({ block: 'nearest' });
    });
  }

  const commands = (): readonly Command[] => {
    const settings = config();
    return settings ? commandsFor(composer, settings, strings()) : [];
  };
  /** Whether there is nothing left to be said. */
  function run(command: Command, rest: string): boolean {
    if (!command.run(rest)) return false;
    composer.value = '';
    return true;
  }
  const commandOption = (command: Command): Option => ({
    words: `/${command.name}`,
    strong: [],
    about: command.description,
    text: `/${command.name} `,
    take() {
      if (!run(command, '')) sayIt(`/${command.name}`);
    },
  });
  const suggestedOption = ({ text, strong }: Suggested): Option => {
    const words = withoutDeceit(text);
    return { words, strong: words === text ? strong : [], text: words, take: () => sayIt(words) };
  };
  function sayIt(text: string): void {
    isSaying = true;
    if (composer.dispatchEvent(new ChatSendRequest({ text }))) composer.value = '';
    isSaying = false;
  }

  async function look(text: string): Promise<void> {
    const [, begun] = /^\/(\S*)$/u.exec(text) ?? [];
    areCommands = begun !== undefined;
    if (begun !== undefined) {
      suggester.abort();
      const found = commands().filter(({ name }) => name.toLowerCase().startsWith(begun.toLowerCase()));
      return show(found.map(commandOption), 0);
    }
    const asked = text.trim();
    if (!config()?.autocompleteSuggestionsUrl || asked.length < LEAST || asked.includes('\n')) {
      suggester.abort();
      if (options.length) show([]);
      return;
    }
    const found = await suggester.ask(asked);
    if (composer.value !== text || closedAt === text) return;
    show((found ?? []).filter((each) => each.text !== asked).map(suggestedOption));
  }

  function take(option: Option): void {
    close();
    option.take();
    void composer.focus();
  }

  return {
    onText(text, isTyped) {
      if (text === last) return;
      last = text;
      if (text === closedAt) return;
      // What was recalled, kept, dictated or put there asks for nothing.
      if (!isTyped) return close();
      closedAt = undefined;
      void look(text);
    },
    onKey(event) {
      if (!options.length || event.ctrlKey || event.metaKey || event.altKey) return false;
      const option = options[active];
      const move = moves[event.key];
      if (move && !event.shiftKey) {
        active = move(active, options.length);
        point();
        changed();
        return true;
      }
      if (event.key === 'Escape') {
        close();
        return true;
      }
      if (event.shiftKey || !option) return false;
      if (event.key === 'Enter') {
        if (!event.repeat) take(option);
        return true;
      }
      if (event.key !== 'Tab') return false;
      close();
      closedAt = composer.value = option.text;
      return true;
    },
    /** A command that was written to its end is done, not said. One that nobody knows is said. */
    onSend({ text }) {
      if (isSaying) return false;
      close();
      const written = commandIn(text);
      const command = written && commands().find(({ name }) => name === written.name);
      return command !== undefined && run(command, written?.rest ?? '');
    },
    draw() {
      if (!options.length) return nothing;
      const words = strings();
      /* Keys are the text box’s, as of every combobox. */ /* eslint-disable lit-a11y/click-events-have-key-events */
      return html`<ul
        id=${LIST}
        part="completions"
        class="completions"
        role="listbox"
        aria-label=${words[areCommands ? 'composer.commands' : 'composer.suggestions']}
        @pointerdown=${keepFocus}
        @mousedown=${keepFocus}
      >
        ${options.map(
          (option, index) =>
            html`<li
              id=${`${LIST}-${index}`}
              role="option"
              aria-selected=${index === active ? 'true' : 'false'}
              @click=${() => take(option)}
            >
              <span dir="auto">${marked(option.words, option.strong)}</span>
              ${option.about ? html`<span class="about" dir="auto">${option.about}</span>` : nothing}
            </li>`,
        )}
      </ul>`;
    },
    leave() {
      life.abort();
      suggester.abort();
      for (const name of ['aria-autocomplete', 'aria-haspopup', 'aria-controls', 'aria-activedescendant'])
        box.removeAttribute(name);
    },
  };
}
