/** What buttons inside a message say of themselves. */
export const buttonsEnglish = {
  'buttons.name': 'Choices',
  'buttons.chosen': (label: string) => `Chosen: ${label}`,
};
