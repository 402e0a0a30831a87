/** Longer than this a voice is cut off: Chromium's remote ones fall silent after a quarter of a minute. */
const LONGEST = 180;
const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Where a line that is too long is broken: in the midst of no sign, however many letters an emoji has. */
const cutOf = (line: string): number => signs.segment(line).containing(LONGEST)?.index || LONGEST;

/** As long as it may be, broken between words. */
function pieces(sentence: string): readonly string[] {
  const found: string[] = [];
  let line = '';
  for (const word of sentence.split(/(?<=\s|[，、؛])/u)) {
    if (line && line.length + word.length > LONGEST) {
      found.push(line.trim());
      line = '';
    }
    line += word;
    // Scripts without spaces.
    while (line.length > LONGEST) {
      const cut = cutOf(line);
      found.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  return [...found, line.trim()];
}

/** A text as a voice can read it: sentence by sentence, none too long for it, none without a letter or a digit. */
export function sentencesOf(text: string, language: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: 'sentence' });
  return [...segmenter.segment(text)]
    .flatMap(({ segment }) => pieces(segment.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
