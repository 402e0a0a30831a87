/** What is said around dictation and recordings, and a sentence for every way they can fail. */
export const voiceEnglish = {
  'voice.speak': 'Speak',
  'voice.stop': 'Stop listening',
  'voice.asking': 'Choose “Allow” where your browser asks.',
  'voice.listening': 'Listening',
  'voice.over': 'No longer listening',
  'voice.recording': 'Recording',
  'voice.ending': 'The recording ends in half a minute.',
  'voice.longer': 'Go on recording',
  'voice.recorded': (duration: string) => `Recorded ${duration}`,
  'voice.sent': 'Recording sent',
  'voice.cancelled': 'Recording discarded',
  'voice.cancel': 'Discard recording',
  'voice.send': 'Send recording',
  /** The name of the file, without its ending. */
  'voice.file': 'Voice message',
  'voice.dismiss': 'Dismiss',
  'voice.denied':
    'The microphone is blocked. Allow it for this page in your browser, at the start of the address bar, then try again.',
  'voice.no-microphone': 'No microphone was found.',
  'voice.microphone-failed': 'The microphone cannot be used. Another program may be using it.',
  'voice.silent': 'Nothing was heard. Speak after you have pressed the button.',
  'voice.unreachable': 'Speech cannot be recognized without a connection. You can write instead.',
  'voice.language': 'Your browser does not recognize speech in this language. You can write instead.',
  'voice.failed': 'Speech cannot be recognized at the moment. You can write instead.',
  'voice.too-long': 'The recording has reached its greatest length.',
};
