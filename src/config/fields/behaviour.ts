import { anything, doc, flag, guests, json, list, oneOf, pageOnly, text, word } from '../field.js';

/** What the chat does by itself, and what the page lets it do. */
export const behaviour = {
  open: flag(false, doc`The panel is open; follows the visitor.`),
  autoOpen: json(
    doc`The panel opens by itself, once: after (milliseconds), minWidth (pixels), pages (such as /pricing*) and or, another such rule (docs/peek.md).`,
    anything,
  ),
  startFirst: flag(false, doc`Ask the backend to speak first, where its wire leaves that open.`),
  autoScroll: flag(true, doc`Follow new text, unless the visitor scrolled up.`),
  stream: flag(
    true,
    doc`Show text as it arrives; otherwise an answer is shown when it is complete, whatever the backend does.`,
  ),
  titleNotice: flag(
    false,
    doc`The title of the page counts unread messages while the chat is closed, or its page in another tab.`,
  ),
  sound: flag(false, doc`A sound for new messages while the chat is closed, or its page in another tab.`),
  soundEffectFiles: json(doc`Sounds by what they are for: messageArrived.`, word),
  load: pageOnly(oneOf(['idle', 'visible', 'interaction', 'eager'], 'idle', doc`When the code of the launcher loads.`)),
  verbose: flag(
    false,
    doc`A debug log on the console: what happens, by kinds and ids, without anybody’s words, names or tokens.`,
  ),
  plugins: list([], doc`Which of the plugins that the page registered are on.`),
  allowedLinkHosts: pageOnly(guests(['*'], doc`Hosts that links may lead to; links to others become text.`)),
  allowedImageHosts: pageOnly(
    guests(
      [],
      doc`Hosts whose images show at once, besides those of the page and the backend; others wait for a click. * is all.`,
    ),
  ),
  allowRemoteCss: pageOnly(flag(false, doc`The remote config may say custom-css.`)),
  nonce: pageOnly(text(doc`For pages whose content security policy needs one.`)),
};
