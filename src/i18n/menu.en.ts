/** What the menu says. */
export const menuEnglish = {
  'menu.search': 'Search this conversation',
  'menu.restart': 'Start a new conversation',
  'menu.export': 'Download conversation',
  'menu.export.text': 'Plain text',
  'menu.export.markdown': 'Markdown',
  'menu.export.html': 'Web page, to print',
  'menu.export.json': 'Data (JSON)',
  'menu.maximize': 'Make larger',
  'menu.restore': 'Make smaller',
  'menu.language': 'Language',
  'menu.comforts': 'Comfort settings',
  'menu.withdraw': 'Withdraw consent',
  'menu.erase': 'Delete my data',
};
