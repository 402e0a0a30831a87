/** What cards, carousels and lists say of what can be done with them. */
export const cardEnglish = {
  'card.choose': 'Choose',
  'card.open': 'Open',
  'card.call': 'Call',
  'card.schedule': 'Choose a time',
  'card.chosen': 'Chosen',
};
