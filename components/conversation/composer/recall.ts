import type { Comfort, Surroundings } from './comfort.js';
import { createSentHistory, ownWords } from './sent-history.js';

const steps: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** What was said before, by arrow keys: back from the very start of the box, and forward to the draft again. */
export function recall({ box, chat, composer }: Surroundings): Comfort {
  const history = createSentHistory(() => ownWords(chat()?.messages() ?? []));
  // Dictation and the page write into the draft itself: nothing hides it then.
  const unwatch = chat()?.draft.subscribe(() => {
    if (composer.shown === undefined) return;
    composer.shown = undefined;
    history.leave();
  });
  return {
    onKey(event) {
      const by = steps[event.key];
      if (!by || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
      const { value, selectionStart, selectionEnd } = box;
      if (selectionStart !== selectionEnd) return false;
      // Where a step has put the cursor the next one begins; elsewhere arrows are for the lines of the text.
      const isWalking = history.shows(value) && selectionStart === value.length;
      if (!isWalking && (by > 0 || selectionStart > 0)) return false;
      const words = history.step(by, value);
      if (words === undefined) return isWalking;
      // What was said is not the draft before it is changed: a reload finds the draft.
      if (history.shows(words)) composer.shown = words;
      else composer.value = words;
      void composer.updateComplete.then(() => box.setSelectionRange(words.length, words.length));
      return true;
    },
    onSend() {
      const sent = composer.shown ?? composer.value;
      const draft = history.leave();
      // It is still unsent, whatever was changed on the way. What is refused stays in the box.
      queueMicrotask(() => {
        if (draft !== undefined && (composer.shown ?? composer.value) !== sent) composer.value = draft;
      });
      return false;
    },
    leave() {
      unwatch?.();
      composer.shown = undefined;
    },
  };
}
