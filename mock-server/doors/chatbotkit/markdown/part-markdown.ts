import { knows } from '../../../../src/protocol/match.js';
import type { Part, PartKind, PartMap, UnknownPart } from '../../../../src/protocol/part.js';
import { actionLine, actionLink, labelOf, linkTo } from './actions.js';
import { fence, yamlFence } from './fence.js';
import { formBlock } from './form-block.js';

type Card = PartMap['list']['items'][number];
type Writers = { readonly [K in PartKind]?: (part: PartMap[K]) => string };

const lines = (...each: readonly (string | undefined)[]): string =>
  each.filter((line) => line !== undefined && line !== '').join('\n\n');
const bold = (text: string | undefined): string | undefined => (text ? `**${labelOf(text)}**` : undefined);

/** What is chosen by the card itself is a button, too: a block's cards know no other way. */
function cardLine({ title, subtitle, description, image, action, actions = [] }: Card): object {
  const buttons = [...(action ? [action] : []), ...actions].map(actionLine);
  return {
    title,
    ...(subtitle !== undefined && { subtitle }),
    ...(description !== undefined && { description }),
    ...(image && { image: image.url }),
    ...(buttons.length > 0 && { buttons }),
  };
}

function listLine({ title, subtitle, description, action, actions = [] }: Card): string {
  const head = action ? actionLink({ ...action, label: title }) : `**${labelOf(title)}**`;
  return ['-', head, subtitle, description, ...actions.map(actionLink)].filter(Boolean).join(' ');
}

const media = ({ title, caption, url }: PartMap['audio'] | PartMap['video']): string =>
  lines(linkTo(title ?? caption ?? url, url), title === undefined ? undefined : caption);

/** Each kind of part in ChatBotKit's markdown; what the stream has events for is left out of the text. */
const writers: Writers = {
  text: ({ text }) => text,
  carousel: ({ title, items }) => lines(bold(title), yamlFence('carousel', items.map(cardLine))),
  list: ({ title, items }) => lines(bold(title), items.map(listLine).join('\n')),
  card: (card) => yamlFence('card', cardLine(card)),
  buttons: ({ actions }) => yamlFence('buttons', actions.map(actionLine)),
  form: formBlock,
  'multi-select': ({ title, items }) =>
    formBlock({ type: 'form', name: title ?? 'choice', fields: [{ type: 'checks', name: 'choice', ...(title !== undefined && { label: title }), items }] }), // prettier-ignore
  image: ({ url, alt = '', caption, link }) => {
    const picture = `!${linkTo(alt, url)}`;
    return lines(link === undefined ? picture : `[${picture}](${link})`, caption);
  },
  attachment: ({ name, url }) => linkTo(name ?? url, url),
  audio: media,
  video: media,
  'link-preview': ({ title, url }) => linkTo(title, url),
  location: ({ label, latitude, longitude }) =>
    linkTo(
      label ?? `${latitude}, ${longitude}`,
      `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`,
    ),
  code: ({ code, language = '' }) => fence(language, code),
  math: ({ tex, display }) => (display ? `$$\n${tex}\n$$` : `\\(${tex}\\)`),
  sources: ({ sources }) =>
    sources
      .map(({ title, url, snippet }, index) =>
        [`${index + 1}.`, url === undefined ? labelOf(title) : linkTo(title, url), snippet].filter(Boolean).join(' '),
      )
      .join('\n'),
  feedback: ({ question = '', reasons = [] }) => lines(question, reasons.map((each) => linkTo(each)).join(' ')),
  rating: ({ question = '', scale = 5 }) =>
    lines(question, Array.from({ length: scale }, (_, index) => linkTo(String(index + 1))).join(' ')),
  notice: () => '',
  progress: () => '',
  reasoning: () => '',
  'tool-call': () => '',
};

/**
 * A part in ChatBotKit's markdown: its blocks, and words and links where it has none. Empty where the text has no place
 * for it.
 */
export function partMarkdown(part: Part | UnknownPart): string {
  const { text, fallback } = part as UnknownPart;
  const write = knows(writers, part.type) ? writers[part.type] : undefined;
  return (write as ((part: Part | UnknownPart) => string) | undefined)?.(part) ?? text ?? fallback ?? '';
}
