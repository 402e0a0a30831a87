import { isSupportedCountry, type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Countries that somebody with these languages is likely to be in: those that are named, then those that are meant. */
export function regionsOf(languages: readonly string[]): readonly string[] {
  const locales = languages.flatMap((language) => {
    try {
      return new Intl.Locale(language);
    } catch {
      return [];
    }
  });
  const regions = [...locales, ...locales.map((locale) => locale.maximize())].map(({ region }) => region);
  return [...new Set(regions)].filter((region) => region !== undefined);
}

/** The number as `+` and digits (E.164), if there is such a number: with its country's code, or one of a region. */
export function internationalNumber(
  text: string,
  regions: readonly string[],
  languages: readonly string[] = navigator.languages,
): string | undefined {
  for (const region of [...regionsOf(languages), ...regions]) {
    const country = region as CountryCode;
    if (!isSupportedCountry(country, metadata)) continue;
    const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false }, metadata);
    if (number?.isValid()) return number.number;
  }
  const number = parsePhoneNumberFromString(text, { extract: false }, metadata);
  return number?.isValid() ? number.number : undefined;
}
