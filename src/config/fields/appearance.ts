import { anything, doc, items, json, languageList, oneOf, pageOnly, text, url, word } from '../field.js';
import { isPlain } from '../plain.js';

/** A first question: what its button shows, and what it says for the visitor. */
export interface Starter {
  readonly label: string;
  readonly text: string;
}

function starter(raw: unknown): Starter | undefined {
  const { label, text = label } = isPlain(raw) ? raw : { label: raw };
  return typeof label === 'string' && label && typeof text === 'string' ? { label, text } : undefined;
}

const schemes = oneOf(['light', 'dark', 'auto'], 'auto', '', { system: 'auto' });
const schemeNamed = (raw: unknown) => {
  const colorScheme = schemes.read(raw);
  return colorScheme && { colorScheme };
};

/** What the visitor sees before anything is said. */
export const appearance = {
  layout: oneOf(['bubble', 'inline', 'fullscreen', 'sidebar'], 'bubble', doc`Where the chat sits.`, {
    default: 'bubble',
    popover: 'bubble',
    popout: 'bubble',
    slideover: 'sidebar',
    center: 'fullscreen',
    stretch: 'inline',
  }),
  position: oneOf(
    ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
    'bottom-right',
    doc`Corner of the bubble and the launcher; mirrored where the language runs from right to left.`,
  ),
  heading: text(doc`Header text and accessible name. In JSON: title.`),
  subtitle: text(doc`Second line of the header.`),
  assistantName: text(doc`Who speaks for the bot.`),
  avatarUrl: url(doc`Picture of the bot.`, /^(https?:|data:image\/)/),
  intro: text(doc`Shown while nothing has been said; markdown.`),
  placeholder: text(doc`Shown in the empty message box.`),
  initial: text(doc`The first message of the bot.`),
  starters: items(
    starter,
    'JSON list of texts or {label, text}',
    doc`First questions offered while nothing has been said.`,
  ),
  bot: json(doc`Name, avatar and is_ai of the bot, in the names of OpenCX.`, anything),
  theme: json(
    doc`primaryColor, colorScheme (light, dark, auto), radius, density, fontFamily, triggerOffset and the custom properties by their names; or just the name of a color scheme.`,
    anything,
    schemeNamed,
  ),
  customCss: pageOnly(text(doc`Extra rules for the shadow tree, without @import and url().`), 'allowRemoteCss'),
  labels: json<string>(
    doc`Words that a server or an attribute says otherwise, by their keys: the greeting (welcome.title), the menu and its questions (docs/languages.md); the page has strings for all words.`,
    word,
  ),
  language: languageList(
    doc`Languages of the interface, best first. Without one: those of the page, then of the browser.`,
  ),
};
