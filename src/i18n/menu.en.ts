/** What the menu says. */
export const menuEnglish = {
  'menu.restart': 'Start a new conversation',
  'menu.export': 'Download conversation',
  'menu.maximize': 'Make larger',
  'menu.restore': 'Make smaller',
};
