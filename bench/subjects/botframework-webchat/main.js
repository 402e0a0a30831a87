import { until } from '../dom.js';

const ONLINE = 2;
const VISITOR = 'visitor';
const inside = (selector) => document.querySelector(`#chat ${selector}`);

/** What arrives at all who listen, beginning with what was there before. */
function broadcast(before) {
  const past = [...before];
  const observers = new Set();
  return {
    next(value) {
      past.push(value);
      for (const observer of observers) observer.next(value);
    },
    subscribe(next, error, complete) {
      const observer = typeof next === 'function' ? { next, error, complete } : next;
      observers.add(observer);
      for (const value of past) observer.next?.(value);
      return { unsubscribe: () => observers.delete(observer) };
    },
  };
}

let ids = 0;
let activities = broadcast([]);
const activity = (fields) => ({
  type: 'message',
  id: `activity-${++ids}`,
  timestamp: new Date().toISOString(),
  from: { id: 'bot', role: 'bot' },
  ...fields,
});
const message = ({ author, text }) =>
  activity({ text, ...(author === 'user' ? { from: { id: VISITOR, role: 'user' } } : {}) });

/** Direct Line in the page: a conversation that a bot speaks in by its activities, and where nobody is asked for. */
const directLine = (said) => {
  activities = broadcast(said.map(message));
  return {
    activity$: activities,
    connectionStatus$: broadcast([ONLINE]),
    postActivity(posted) {
      const id = `activity-${++ids}`;
      queueMicrotask(() => activities.next({ ...posted, id, timestamp: new Date().toISOString() }));
      return broadcast([id]);
    },
    end() {},
  };
};

window.subject = {
  name: 'botframework-webchat 4.18.1',
  async mount({ said = [] }) {
    window.WebChat.renderWebChat({ directLine: directLine(said), userID: VISITOR }, document.getElementById('chat'));
    await until(() => inside('[data-id="webchat-sendbox-input"]'));
  },
  async composer() {
    const field = inside('[data-id="webchat-sendbox-input"]');
    field.focus();
    return field;
  },
  // Interim activities carry all that was said so far: the service has it so, see LIVESTREAMING.md of its repository.
  stream() {
    let text = '';
    let streamSequence = 0;
    let streamId;
    return {
      write(delta) {
        text += delta;
        streamSequence += 1;
        const interim = activity({
          type: 'typing',
          text,
          channelData: { streamType: 'streaming', streamSequence, ...(streamId ? { streamId } : {}) },
        });
        streamId ??= interim.id;
        activities.next(interim);
      },
      end: () => activities.next(activity({ text, channelData: { streamType: 'final', streamId } })),
    };
  },
  append: (said) => activities.next(message(said)),
  scroller: () => inside('.webchat__basic-transcript__scrollable'),
  shown: () => inside('.webchat__basic-transcript__transcript')?.textContent ?? '',
};
