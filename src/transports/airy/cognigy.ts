import { listOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { Action } from '../../protocol/action.js';
import type { Part } from '../../protocol/part.js';
import { cardsOf, MAX_ACTIONS, postback } from './cards.js';

/** What a content says: its parts, and quick replies below them. */
export interface Said {
  readonly parts: readonly Part[];
  readonly suggestions: readonly Action[];
}

const words = (text: unknown): readonly Part[] => {
  const said = textOf(text);
  return said ? [{ type: 'text', text: said }] : [];
};

function decodeButton(value: unknown): readonly Action[] {
  const button = recordOf(value);
  const url = textOf(button.url);
  const label = textOf(button.title) ?? url;
  if (!label) return [];
  if (url) return [{ type: 'link', label, url }];
  const phone = button.type === 'phone_number' ? textOf(button.payload) : undefined;
  return phone ? [{ type: 'call', label, phone }] : [postback(label, button.payload)];
}
const buttonsOf = (list: unknown): readonly Action[] => listOf(list, MAX_ACTIONS).flatMap(decodeButton);

const shape = (parts: readonly Part[], suggestions: readonly Action[] = []): Said => ({ parts, suggestions });
const alone = (url: unknown, part: (url: string) => Part): Said => {
  const address = textOf(url);
  return shape(address ? [part(address)] : []);
};

const readers: readonly (readonly [name: string, read: (said: Untrusted) => Said])[] = [
  ['_text', ({ text }) => shape((Array.isArray(text) ? text : [text]).slice(0, MAX_ACTIONS).flatMap(words))],
  ['_quickReplies', ({ text, quickReplies }) => shape(words(text), buttonsOf(quickReplies))],
  [
    '_buttons',
    ({ text, buttons }) => {
      const actions = buttonsOf(buttons);
      return shape([...words(text), ...(actions.length ? [{ type: 'buttons', actions } as const] : [])]);
    },
  ],
  [
    '_gallery',
    ({ items }) =>
      shape(
        cardsOf(
          listOf(items, MAX_ACTIONS).flatMap((value) => {
            const { title, subtitle, imageUrl, buttons } = recordOf(value);
            const actions = buttonsOf(buttons);
            const name = textOf(title) ?? textOf(subtitle) ?? actions[0]?.label;
            const url = textOf(imageUrl);
            if (!name) return [];
            return {
              title: name,
              ...present({
                description: textOf(subtitle),
                image: url ? { url } : undefined,
                actions: actions.length ? actions : undefined,
              }),
            };
          }),
        ),
      ),
  ],
  ['_image', ({ imageUrl }) => alone(imageUrl, (url) => ({ type: 'image', url }))],
  ['_audio', ({ audioUrl }) => alone(audioUrl, (url) => ({ type: 'audio', url }))],
  ['_video', ({ videoUrl }) => alone(videoUrl, (url) => ({ type: 'video', url }))],
];

/** The output of a Cognigy bot behind Airy, `_cognigy._default` of its content. `undefined` where there is none. */
export function decodeCognigy(content: Untrusted): Said | undefined {
  const output = recordOf(recordOf(content._cognigy ?? recordOf(content.data)._cognigy)._default);
  const read = readers.flatMap(([name, reader]) => (Object.hasOwn(output, name) ? reader(recordOf(output[name])) : []));
  if (!read.some(({ parts, suggestions }) => parts.length + suggestions.length)) return undefined;
  return shape(
    read.flatMap(({ parts }) => parts),
    read.flatMap(({ suggestions }) => suggestions),
  );
}
