/** What the conversation says about itself. */
export const noticeEnglish = {
  'notice.joined': (name: string) => `${name} joined the chat`,
  'notice.somebodyJoined': 'A person joined the chat',
  'notice.left': (name: string) => `${name} left the chat`,
  'notice.somebodyLeft': 'The person left the chat',
  'notice.handoff': 'A person will take over.',
  'notice.handback': 'The assistant answers again.',
  'notice.queue': (position: number) => `You are number ${position} in line.`,
  'notice.next': 'You are next in line.',
  'notice.waiting': 'You are in line.',
  'notice.new-session': 'A new conversation begins here.',
  'notice.gap': 'Some messages may be missing here.',
  'notice.away': 'Nobody is here right now. You can write all the same.',
  'notice.ended': 'The conversation has ended.',
};
