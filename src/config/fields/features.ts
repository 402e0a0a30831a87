import { contactField } from '../contact-field.js';
import { amount, doc, flag, list, oneOf } from '../field.js';

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
    'list of names or {name, label, type, required, options, autocomplete}',
  ),
  contactWhen: oneOf(
    ['before', 'during'],
    'before',
    doc`Asked in place of the message box before the first message, or beside it after the first answer.`,
  ),
  contactOptional: flag(true, doc`The visitor may skip the questions.`),
  feedback: flag(false, doc`Answers can be judged with a thumb up or down, where the backend takes that.`),
  tools: flag(false, doc`The bot may call functions that the page registered.`),
  unfurl: flag(true, doc`Links have a preview.`),
  math: flag(true, doc`Formulas are typeset.`),
  mathDollar: flag(false, doc`Single dollars are signs of formulas, not money.`),
  carousel: flag(true, doc`Carousels are drawn.`),
  form: flag(true, doc`Forms are drawn.`),
};
