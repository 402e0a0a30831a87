/** What is said where the visitor is asked who they are. */
export const contactEnglish = {
  'contact.before': 'Before we start',
  'contact.during': 'Where can we reach you?',
  'contact.whyBefore': 'So that we know who we are talking with.',
  'contact.whyDuring': 'In case we get cut off, or need time for a good answer.',
  'contact.name': 'Name',
  'contact.email': 'E-mail',
  'contact.phone': 'Phone',
  'contact.yes': 'Yes',
  'contact.start': 'Start the chat',
  'contact.send': 'Send',
  'contact.skip': 'Skip',
  'contact.privacy': 'Privacy policy',
  'contact.held': 'This first, then your question is sent.',
};
