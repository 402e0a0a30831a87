/** What a place says. */
export const locationEnglish = {
  'location.name': 'Place',
  'location.north': (degrees: string) => `${degrees} N`,
  'location.south': (degrees: string) => `${degrees} S`,
  'location.east': (degrees: string) => `${degrees} E`,
  'location.west': (degrees: string) => `${degrees} W`,
  'location.open': 'Open map',
};
