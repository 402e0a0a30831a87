const apart =
  'Each block is finished by itself while a reply grows, so a tag does not reach over a blank line; only details do.';
const reply = 'A link without an address is a reply: choosing it says its words (ChatBotKit).';
const bare = 'Bare addresses are links, as GitHub’s specification adds.';
const language = 'A language is a name of ASCII letters, digits and a few signs, or none.';

/** Where we do not draw what the specification’s example does, each with its reason. By number of the example. */
export const differences: Readonly<Record<'commonmark' | 'gfm', Readonly<Record<number, string>>>> = {
  commonmark: {
    12: 'What stands between an escaped opening and an escaped closing bracket is a formula in TeX.',
    34: language,
    144: language,
    148: apart,
    152: apart,
    155: apart,
    167: apart,
    184: apart,
    188: apart,
    190: apart,
    191: apart,
    200: reply,
    485: reply,
    486: reply,
    567: reply,
    602: bare,
    608: bare,
    611: bare,
    612: bare,
  },
  gfm: {
    657: 'Tags that may not be are dropped with what only they can hold, not shown as text.',
  },
};
