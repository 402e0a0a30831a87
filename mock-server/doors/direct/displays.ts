import type { Action } from '../../../src/protocol/action.js';
import { knows } from '../../../src/protocol/match.js';
import type { Part, PartKind, PartMap } from '../../../src/protocol/part.js';
import type {
  StentorButton,
  StentorCard,
  StentorDisplay,
  StentorItem,
  StentorList,
} from '../../../src/transports/direct/wire.js';
import { encodeForm } from './encode-form.js';

type Card = PartMap['list']['items'][number];
type Encoders = { readonly [K in PartKind]?: (part: PartMap[K]) => StentorDisplay | undefined };

/** A button of stentor's: it opens an address, or says its own words. */
const isButton = (action: Action): boolean =>
  action.type === 'link' || (action.type === 'reply' && (action.text === undefined || action.text === action.label));

const encodeButton = (action: Action): StentorButton =>
  action.type === 'link' ? { title: action.label, openUrlAction: action.url } : { title: action.label };

const encodeButtons = (actions: readonly Action[] | undefined) => actions && { buttons: actions.map(encodeButton) };

/** An item of a list: it is chosen by its title. */
const isItem = ({ title, subtitle, action, actions = [] }: Card): boolean =>
  subtitle === undefined &&
  actions.every(isButton) &&
  (action === undefined || (action.label === title && (action.type === 'select' || isButton(action))));

const encodeItem = ({ title, description, image, action, actions }: Card): StentorItem => ({
  title,
  ...(description !== undefined && { description }),
  ...(image && {
    image: {
      url: image.url,
      accessibilityText: image.alt ?? '',
      ...(image.width !== undefined && { width: image.width }),
      ...(image.height !== undefined && { height: image.height }),
    },
  }),
  ...(action?.type === 'select' && { token: action.token }),
  ...(action?.type === 'link' && { url: action.url }),
  ...encodeButtons(actions),
});

const encodeList = (
  { title, items }: PartMap['list' | 'carousel'],
  type: StentorList['type'],
): StentorList | undefined =>
  items.every(isItem) ? { type, ...(title !== undefined && { title }), items: items.map(encodeItem) } : undefined;

const encodeCard = ({ title, subtitle, description, image, action, actions }: Card): StentorCard | undefined =>
  action === undefined && (actions ?? []).every(isButton)
    ? {
        type: 'CARD',
        title,
        ...(subtitle !== undefined && { subTitle: subtitle }),
        ...(description !== undefined && { content: description }),
        ...(image && { largeImageUrl: image.url, ...(image.alt !== undefined && { accessibilityText: image.alt }) }),
        ...encodeButtons(actions),
      }
    : undefined;

/** What stentor has a display of its own for; `undefined` where that display could not say all of it. */
const encoders: Encoders = {
  text: () => undefined,
  carousel: (part) => encodeList(part, 'CAROUSEL'),
  list: (part) => encodeList(part, 'LIST'),
  card: encodeCard,
  form: encodeForm,
  'multi-select': ({ items, ...rest }) => ({
    ...rest,
    type: 'MultiSelect',
    items: items.map(({ label, ...item }) => ({ ...item, title: label })),
  }),
  buttons: ({ actions: [action, ...others] }) =>
    action?.type === 'schedule' && !others.length ? { type: 'ScheduleButton', label: action.label } : undefined,
};

/** A part as a display; our own addition to the wire carries what stentor has none for (PROTOCOL.md, “direct”). */
export function encodePart(part: Part): readonly StentorDisplay[] {
  // Words are said, not shown.
  if (part.type === 'text') return [];
  const encode = knows(encoders, part.type) ? encoders[part.type] : undefined;
  return [(encode as ((part: Part) => StentorDisplay | undefined) | undefined)?.(part) ?? { type: 'ChatPart', part }];
}
