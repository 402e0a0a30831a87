/** Languages that are written like another one that more people have. */
const kin: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', yue: 'zh', prs: 'fa' };

/** Language and script of a tag, likely ones where it does not say: `zh-TW` is Chinese in traditional characters. */
function written(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${kin[language] ?? language}-${script}`;
  } catch {
    return undefined;
  }
}

/** The first of the wanted languages that there is, by language and script; regions tell the format of dates only. */
export function matchLanguage<Tag extends string>(wanted: readonly string[], there: readonly Tag[]): Tag | undefined {
  for (const tag of wanted) {
    const same = written(tag);
    const found = same && there.find((each) => written(each) === same);
    if (found) return found;
  }
  return undefined;
}
