import type { Action } from '../../../src/protocol/action.js';
import type { Part, PartMap, Suggestion } from '../../../src/protocol/part.js';
import type { CardContent, Content, QuickReply, Suggestion as Tap } from '../../../src/transports/airy/wire.js';
import type { Answer } from '../../bot/answer.js';

type Card = PartMap['list']['items'][number];

const payloadOf = (action: Action): string =>
  action.type === 'postback'
    ? action.data
    : action.type === 'select'
      ? action.token
      : action.type === 'reply'
        ? (action.text ?? action.label)
        : action.label;

function tapOf(action: Action): Tap {
  const said = { text: action.label, postbackData: payloadOf(action) };
  if (action.type === 'link') return { action: { ...said, openUrlAction: { url: action.url } } };
  if (action.type === 'call') return { action: { ...said, dialAction: { phoneNumber: action.phone } } };
  return { reply: said };
}

const cardOf = ({ title, subtitle, description, image, action, actions = [] }: Card): CardContent => {
  const taps = [...(action ? [action] : []), ...actions].map(tapOf);
  const words = [subtitle, description].filter(Boolean).join('\n');
  return {
    title,
    ...(words && { description: words }),
    ...(image && {
      media: {
        height: 'MEDIUM',
        contentInfo: { fileUrl: image.url, forceRefresh: 'false', ...(image.alt && { altText: image.alt }) },
      },
    }),
    ...(taps.length > 0 && { suggestions: taps }),
  };
};
const alone = (cardContent: CardContent): Content => ({ richCard: { standaloneCard: { cardContent } } });
const sideBySide = (items: readonly Card[]): Content => ({
  richCard: { carouselCard: { cardWidth: 'MEDIUM', cardContents: items.map(cardOf) } },
});
const attached =
  (type: NonNullable<Content['attachment']>['type']) =>
  ({ url }: { readonly url: string }): Content => ({ attachment: { type, payload: { url } } });

type Encode<K extends keyof PartMap> = (part: PartMap[K]) => Content;
const encoders: { readonly [K in keyof PartMap]?: Encode<K> } = {
  text: ({ text }) => ({ text }),
  card: (part) => alone(cardOf(part)),
  carousel: ({ items }) => sideBySide(items),
  list: ({ items }) => sideBySide(items),
  buttons: ({ actions }) => alone({ suggestions: actions.map(tapOf) }),
  image: attached('image'),
  video: attached('video'),
  audio: attached('audio'),
  attachment: attached('file'),
};

/** What Airy has no shape for is said in words. */
function encodePart(part: Part): Content {
  const encode = encoders[part.type] as Encode<keyof PartMap> | undefined;
  if (encode) return encode(part);
  const words = ['title', 'label', 'name', 'text'].map((name): unknown => Reflect.get(part, name));
  const fallback = words.find((each) => typeof each === 'string');
  return { fallback: typeof fallback === 'string' ? fallback : part.type };
}

const isReply = ({ type }: Suggestion): boolean => type !== 'link' && type !== 'call';
const quickReply = (action: Suggestion): QuickReply => ({
  content_type: 'text',
  title: action.label,
  payload: payloadOf(action),
});

/** An answer as the contents of messages, one after the other: Airy's have one thing each. */
export function encodeAnswer({ text, ssml, parts = [], steps = [], suggestions = [] }: Answer): readonly Content[] {
  const spoken = text ?? ssml?.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&');
  const elsewhere = suggestions.filter((each) => !isReply(each));
  const replies = suggestions.filter(isReply).map(quickReply);
  const contents: readonly Content[] = [
    ...(spoken ? [{ text: spoken }] : []),
    ...[...parts, ...steps.slice(-1)].map(encodePart),
    ...(elsewhere.length > 0 ? [alone({ suggestions: elsewhere.map(tapOf) })] : []),
  ];
  if (replies.length === 0) return contents;
  return [...contents.slice(0, -1), { ...contents.at(-1), quick_replies: replies }];
}
