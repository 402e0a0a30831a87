/** A language tag (BCP 47) in its one spelling, also where it was written with underscores; nothing for what is none. */
export function languageTag(value: unknown): string | undefined {
  try {
    return typeof value === 'string' ? Intl.getCanonicalLocales(value.replaceAll('_', '-'))[0] : undefined;
  } catch {
    return undefined;
  }
}
