import { listOf, numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { Action } from '../../protocol/action.js';
import type { PartMap, Picture } from '../../protocol/part.js';

type Card = PartMap['list']['items'][number];

/** As many items as a list may have. */
export const MAX_ITEMS = 50;
const MAX_BUTTONS = 20;

const link = (label: string, url: string): Action => ({ type: 'link', label, url });
const linkTo = (label: string, url: unknown): readonly Action[] => {
  const address = textOf(url);
  return address ? [link(label, address)] : [];
};

/** The buttons of a card or an item: a link where there is an address, else words to say. */
const decodeButtons = (buttons: unknown): readonly Action[] =>
  listOf(buttons, MAX_BUTTONS).flatMap((button): readonly Action[] => {
    const { title, openUrlAction } = recordOf(button);
    const label = textOf(title);
    const url = textOf(openUrlAction);
    if (url) return [link(label ?? url, url)];
    return label ? [{ type: 'reply', label }] : [];
  });

function decodePicture(image: unknown): Picture | undefined {
  const { url, accessibilityText, width, height } = recordOf(image);
  const source = textOf(url);
  if (!source) return undefined;
  return {
    url: source,
    ...present({ alt: textOf(accessibilityText), width: numberOf(width), height: numberOf(height) }),
  };
}

/** Buttons without those that lead where an earlier one leads. */
const withoutTwins = (actions: readonly Action[]): readonly Action[] => {
  const led = new Set<string>();
  return actions.filter((action) => {
    if (action.type !== 'link') return true;
    const seen = led.has(action.url);
    led.add(action.url);
    return !seen;
  });
};

/** The first is what the card is for, the rest are its buttons. */
function offers(actions: readonly Action[]): Pick<Card, 'action' | 'actions'> {
  const [action, ...rest] = withoutTwins(actions);
  return { ...present({ action }), ...(rest.length ? { actions: rest } : {}) };
}

/** One item of a LIST or a CAROUSEL (PROTOCOL.md, “direct”). Choosing it says its token, opens its address, or says its title. */
export function decodeItem(value: unknown): readonly Card[] {
  const item = recordOf(value);
  const token = textOf(item.token);
  const title = textOf(item.title) ?? textOf(item.description) ?? token;
  if (!title) return [];
  const places = [...linkTo(title, item.url), ...linkTo(title, recordOf(item.image).imageActionUrl)];
  const main: readonly Action[] = token
    ? [{ type: 'select', label: title, token }]
    : places.length
      ? []
      : [{ type: 'reply', label: title }];
  const description = textOf(item.description);
  return [
    {
      title,
      ...offers([...main, ...places, ...decodeButtons(item.buttons)]),
      ...present({
        description: description === title ? undefined : description,
        image: decodePicture(item.image),
      }),
    },
  ];
}

/** A CARD; one that has nothing but a picture is that picture. `undefined` when it has neither. */
export function decodeCard(display: Untrusted): PartMap['card'] | PartMap['image'] | undefined {
  const alt = textOf(display.accessibilityText);
  const url = textOf(display.largeImageUrl) ?? textOf(display.smallImageUrl);
  const image = url ? { url, ...present({ alt }) } : undefined;
  const lines = [display.title, display.subTitle, display.content].flatMap((line) => textOf(line) ?? []);
  const buttons = decodeButtons(display.buttons);
  const title = lines[0] ?? (image && !buttons.length ? undefined : (alt ?? buttons[0]?.label));
  if (!title) return image && { type: 'image', ...image, ...present({ link: textOf(display.imageActionUrl) }) };
  const [subtitle, content] = [textOf(display.subTitle), textOf(display.content)];
  const actions = withoutTwins([...buttons, ...linkTo(title, display.imageActionUrl)]);
  return {
    type: 'card',
    title,
    ...present({
      subtitle: subtitle === title ? undefined : subtitle,
      description: content === title ? undefined : content,
      image,
    }),
    ...(actions.length ? { actions } : {}),
  };
}
