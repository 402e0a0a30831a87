/** Longer than this a voice is cut off: Chromium's remote ones fall silent after a quarter of a minute. */
const LONGEST = 180;

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
    for (; line.length > LONGEST; line = line.slice(LONGEST)) found.push(line.slice(0, LONGEST));
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
