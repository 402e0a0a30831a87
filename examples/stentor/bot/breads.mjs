/** What the bakery sells: list items of a stentor display, each with the token that selects it. */
export const BREADS = [
  { title: 'Sourdough', token: 'bread-sourdough', description: 'Wheat, 24 hours of rest' },
  { title: 'Rye', token: 'bread-rye', description: 'Dark, with caraway' },
  { title: 'Baguette', token: 'bread-baguette', description: 'From the oven at eight' },
];
