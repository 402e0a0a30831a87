import { launcherEnglish } from './launcher.en.js';

/**
 * What is there from the start, words for assistive technology included. The rest of the interface has catalogues
 * beside this one that come with the chunks that need them. Other languages have the same keys.
 */
export const english = {
  ...launcherEnglish,
  'header.menu': 'More options',
  'header.minimize': 'Minimize',
  'message.assistant': 'Assistant',
  'message.agent': 'Agent',
  'message.failed': 'Not delivered',
  'composer.name': 'Message',
  'composer.send': 'Send message',
  'composer.stop': 'Stop',
  'party.present': (name: string) => `You are talking with ${name}`,
  poweredBy: (name: string) => `Powered by ${name}`,
};
