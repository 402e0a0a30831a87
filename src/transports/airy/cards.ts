import { listOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { Action } from '../../protocol/action.js';
import type { PartMap } from '../../protocol/part.js';

type Card = PartMap['list']['items'][number];

const MAX_CARDS = 50;
/** As many buttons, and quick replies, as a message may have. */
export const MAX_ACTIONS = 20;

/** The words of a tap and what goes back with them; Airy's own renderer reads `payload.text`, its docs a text. */
export const postback = (label: string, payload: unknown): Action => ({
  type: 'postback',
  label,
  data: textOf(payload) ?? textOf(recordOf(payload).text) ?? label,
});

/** One suggestion of a card: an address to open, a number to call, else words to say. */
function decodeSuggestion(value: unknown): readonly Action[] {
  const { reply, action } = recordOf(value);
  const said = recordOf(action ?? reply);
  const url = textOf(recordOf(said.openUrlAction).url);
  const phone = textOf(recordOf(said.dialAction).phoneNumber);
  const label = textOf(said.text) ?? url ?? phone;
  if (!label) return [];
  if (url) return [{ type: 'link', label, url }];
  if (phone) return [{ type: 'call', label, phone }];
  return [postback(label, said.postbackData)];
}

function decodeCard(value: unknown): readonly Card[] {
  const card = recordOf(value);
  const { fileUrl, altText } = recordOf(recordOf(card.media).contentInfo);
  const url = textOf(fileUrl);
  const actions = listOf(card.suggestions, MAX_ACTIONS).flatMap(decodeSuggestion);
  const description = textOf(card.description);
  const title = textOf(card.title) ?? description ?? textOf(altText) ?? actions[0]?.label;
  if (!title) return [];
  return [
    {
      title,
      ...present({
        description: description === title ? undefined : description,
        image: url ? { url, ...present({ alt: textOf(altText) }) } : undefined,
        actions: actions.length ? actions : undefined,
      }),
    },
  ];
}

/** Several cards are a carousel, one is a card. */
export function cardsOf(cards: readonly Card[]): readonly (PartMap['card'] | PartMap['carousel'])[] {
  const [first, ...rest] = cards;
  if (!first) return [];
  return rest.length ? [{ type: 'carousel', items: cards }] : [{ type: 'card', ...first }];
}

/** A `richCard`: one card, or several side by side. */
export function decodeRichCard(richCard: Untrusted): readonly (PartMap['card'] | PartMap['carousel'])[] {
  const { standaloneCard, carouselCard } = richCard;
  const alone = recordOf(standaloneCard).cardContent;
  const several = listOf(recordOf(carouselCard).cardContents, MAX_CARDS);
  return cardsOf([...(alone === undefined ? [] : [alone]), ...several].flatMap(decodeCard));
}
