import { contactField } from '../contact-field.js';
import { amount, anything, doc, flag, json, list, oneOf, url } from '../field.js';

/** What visitors and bots can do besides text. A part whose switch is off is shown as text. */
export const features = {
  attachments: flag(false, doc`Files can be sent, where the backend takes them.`),
  attachmentTypes: list(
    [],
    doc`Which files can be sent: MIME types, image/* for all of a kind, endings such as .docx. Without any: PNG, JPEG, GIF, WebP, PDF and plain text.`,
  ),
  attachmentMaxSize: amount(10_000_000, 1e9, doc`Largest file that can be sent.`, 1, 'bytes'),
  attachmentMaxCount: amount(5, 100, doc`Most files of one message.`, 1, 'files'),
  voiceIn: flag(false, doc`The visitor can dictate.`),
  voiceOut: flag(false, doc`Answers are read out.`),
  contactCollection: flag(false, doc`The visitor is asked who they are, for as much as is not known yet.`),
  contactFields: list(
    ['name', 'email'],
    doc`What the visitor is asked for: name, email, phone, or objects for fields of your own (docs/contact.md).`,
    contactField,
    'list of names or {name, …}',
  ),
  contactWhen: oneOf(
    ['before', 'during'],
    'before',
    doc`Asked in place of the message box before the first message, or beside it after the first answer.`,
  ),
  contactOptional: flag(true, doc`The visitor may skip the questions.`),
  feedback: flag(false, doc`Answers can be judged with a thumb up or down, where the backend takes that.`),
  tools: flag(false, doc`The bot may call functions that the page registered.`),
  maxLength: amount(
    0,
    1e6,
    doc`Longest message that is sent, counted as JavaScript counts a text; 0 is none. Nothing typed is ever cut.`,
    0,
    'characters',
  ),
  undoSend: amount(0, 8_000, doc`How long a message can be taken back before it is sent; 0 is not at all.`),
  autocompleteSuggestionsUrl: url(
    doc`What is typed goes there, and suggestions come from there, in the form of XAPP (docs/composer.md). Without one nothing typed leaves before it is sent.`,
  ),
  commands: json(
    doc`Commands of your own for texts that begin with a slash: {name: description} or {name: {description, text}} (docs/composer.md).`,
    anything,
  ),
  messageLinks: flag(false, doc`Visitors can copy a link to a message, and such a link opens the chat at it.`),
  unfurl: flag(true, doc`Links have a preview.`),
  math: flag(true, doc`Formulas are typeset.`),
  mathDollar: flag(false, doc`Single dollars are signs of formulas, not money.`),
  carousel: flag(true, doc`Carousels are drawn.`),
  form: flag(true, doc`Forms are drawn.`),
};
