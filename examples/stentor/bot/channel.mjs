import { keywordNlu } from './keyword-nlu.mjs';

/**
 * The channel a chat widget speaks on. The widget's words are stentor's own (platform `stentor-platform`, channel
 * `widget`), so neither translator has anything to translate.
 *
 * @type {import('stentor').Channel}
 */
export const widgetChannel = {
  name: 'stentor-platform',
  test: (body) => body.platform === 'stentor-platform' && body.channel === 'widget',
  request: { translate: (body) => body },
  response: { translate: ({ response }) => response },
  capabilities: ({ channel }) => ({
    channel,
    audioSupported: false,
    canPlayAudio: false,
    videoSupported: false,
    canPlayVideo: false,
    canSpeak: false,
    canThrowCard: true,
    canTransferCall: false,
    hasScreen: true,
    hasWebBrowser: true,
  }),
  nlu: keywordNlu,
};
