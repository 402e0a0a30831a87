import 'chat-widget';

interface Wire {
  readonly name: string;
  readonly says: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const wires: Readonly<Record<string, Wire>> = {
  direct: {
    name: 'direct',
    says: 'Stentor over HTTP: one request for each turn.',
    attributes: { transport: 'direct', url: '/stentor' },
  },
  websocket: {
    name: 'websocket',
    says: 'Stentor over a raw socket, streamed.',
    attributes: { transport: 'websocket', url: '/stentor/ws' },
  },
  socketio: {
    name: 'socketio',
    says: 'Stentor over socket.io.',
    attributes: { transport: 'socketio', url: '/' },
  },
  session: {
    name: 'session',
    says: 'Sessions from the page’s own server, text as events.',
    attributes: { transport: 'session', url: '/demo/session' },
  },
  voice: {
    name: 'session, with voice',
    says: 'The same, and a call over WebRTC.',
    attributes: { transport: 'session', url: '/demo/session', mode: 'voice+text' },
  },
  chatbotkit: {
    name: 'chatbotkit',
    says: 'ChatBotKit: answers as lines of JSON.',
    attributes: { transport: 'chatbotkit', 'widget-id': 'demo', url: '/v1' },
  },
  airy: {
    name: 'airy',
    says: 'Airy’s chat plugin: HTTP out, STOMP in.',
    attributes: { transport: 'airy', 'channel-id': 'demo', url: '/' },
  },
  opencx: {
    name: 'opencx',
    says: 'OpenCX: polled, with hand-off and office hours.',
    attributes: { transport: 'opencx', token: 'demo', url: '/' },
  },
};

const form = document.querySelector<HTMLFormElement>('#wires');
const place = document.querySelector('#place');
const html = document.querySelector('#html');

function choice(id: string, { name, says }: Wire): HTMLLabelElement {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { type: 'radio', name: 'wire', value: id });
  const title = Object.assign(document.createElement('strong'), { textContent: name });
  const text = Object.assign(document.createElement('span'), { textContent: says });
  label.append(input, title, text);
  return label;
}

/** Each wire gets an element of its own: the conversation before it ends. */
function show(id: string): void {
  const attributes = Object.entries(wires[id]?.attributes ?? {});
  const widget = document.createElement('chat-widget');
  for (const [name, value] of [['layout', 'inline'], ['heading', 'Northwind'], ...attributes] as const)
    widget.setAttribute(name, value);
  place?.replaceChildren(widget);
  const said = attributes.map(([name, value]) => `\n  ${name}="${value}"`).join('');
  if (html) html.textContent = `<chat-widget${said}\n></chat-widget>`;
}

const { searchParams } = new URL(location.href);
const asked = searchParams.get('wire') ?? '';
const first = Object.hasOwn(wires, asked) ? asked : 'direct';
form?.append(...Object.entries(wires).map(([id, wire]) => choice(id, wire)));
form?.querySelector<HTMLInputElement>(`[value="${first}"]`)?.click();
show(first);
form?.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  show(target.value);
  history.replaceState(null, '', `?wire=${target.value}`);
});
