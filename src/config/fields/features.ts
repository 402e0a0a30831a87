import { doc, flag } from '../field.js';

/** What visitors and bots can do besides text. A part whose switch is off is shown as text. */
export const features = {
  attachments: flag(false, doc`Files can be sent.`),
  voiceIn: flag(false, doc`The visitor can dictate.`),
  voiceOut: flag(false, doc`Answers are read out.`),
  contactCollection: flag(false, doc`The visitor is asked for name and email first.`),
  tools: flag(false, doc`The bot may call functions that the page registered.`),
  unfurl: flag(true, doc`Links have a preview.`),
  math: flag(true, doc`Formulas are typeset.`),
  carousel: flag(true, doc`Carousels are drawn.`),
  form: flag(true, doc`Forms are drawn.`),
};
