import { expect } from '@open-wc/testing';
import { resolveConfig } from './resolve.js';
import { translateVendorNames } from './translate.js';

const table: readonly [vendor: string, theirs: Record<string, unknown>, ours: Record<string, unknown>][] = [
  [
    'XAPP',
    { connection: { type: 'direct', serverUrl: 'https://a.example', accountKey: 'k', timeout: 9 } },
    { transport: 'direct', url: 'https://a.example', accountKey: 'k', timeout: 9 },
  ],
  ['XAPP, raw socket', { connection: { type: 'websocketraw' } }, { transport: 'websocket' }],
  ['XAPP, socket.io', { connection: { type: 'websocket' } }, { transport: 'socketio' }],
  ['XAPP, no type', { connection: { serverUrl: '/x' } }, { transport: 'socketio', url: '/x' }],
  ['XAPP, older', { serverUrl: '/x', direct: true }, { transport: 'direct', url: '/x' }],
  [
    'XAPP, words',
    { botName: 'Bo', sessionExpiration: '10m', input: { placeholder: 'Say' }, header: { subtitle: { text: 'Hi' } } },
    { heading: 'Bo', assistantName: 'Bo', sessionDuration: 600_000, placeholder: 'Say', subtitle: 'Hi' },
  ],
  [
    'XAPP, beside its button',
    {
      cta: {
        message: 'Hi',
        delay: 3_000,
        timeout: 20_000,
        animation: 'wiggle',
        animationTimeout: 2_000,
        mobile: { applyAtLessThanWidth: '600', message: 'Yo', delay: 9 },
      },
    },
    {
      peek: {
        text: 'Hi',
        delay: 3_000,
        timeout: 20_000,
        animation: 'wiggle',
        animationTimeout: 2_000,
        mobile: { below: 601, text: 'Yo', delay: 9, timeout: 0, animation: 'none', animationTimeout: 0 },
      },
    },
  ],
  [
    'XAPP, at once',
    { cta: { message: 'Hi' } },
    { peek: { text: 'Hi', delay: 0, timeout: 0, animation: 'none', animationTimeout: 0 } },
  ],
  [
    'XAPP, opening by itself',
    {
      autoOpenOnWidth: '1200px',
      autoOpenOnPattern: { patterns: ['a.example/about', '/contact', ''], minimumWidth: 600 },
    },
    { autoOpen: { minWidth: 1200, or: { pages: ['*a.example/about*', '*/contact*', ''], minWidth: 600 } } },
  ],
  ['XAPP, in other lengths', { autoOpenOnWidth: '40em' }, { autoOpen: { minWidth: 640 } }],
  [
    'XAPP, none of it',
    { cta: null, autoOpenOnWidth: '', autoOpenOnPattern: { patterns: [] } },
    { peek: {}, autoOpen: {} },
  ],
  [
    'OpenCX',
    {
      apiUrl: 'https://a.example',
      token: 't',
      collectUserData: true,
      extraDataCollectionFields: ['company'],
      settings: { persistSession: true, useSoundEffects: true },
      initialQuestions: ['a'],
      openAfterNSeconds: 10,
    },
    {
      transport: 'opencx',
      url: 'https://a.example',
      token: 't',
      contactCollection: true,
      contactFields: ['name', 'email', 'company'],
      persist: 'always',
      sound: true,
      starters: [{ label: 'a', text: 'a' }],
      autoOpen: { after: 10_000 },
    },
  ],
  [
    'OpenCX, bot',
    { bot: { name: 'Bo', avatarUrl: 'https://a.example/b.png' } },
    { assistantName: 'Bo', avatarUrl: 'https://a.example/b.png' },
  ],
  [
    'ChatBotKit',
    { title: 'T', layout: 'slideover', sessionDuration: 1000, messagePeek: false, widget: 'w' },
    {
      heading: 'T',
      layout: 'sidebar',
      sessionDuration: 1000,
      messagePeek: false,
      transport: 'chatbotkit',
      widgetId: 'w',
    },
  ],
  [
    'Airy',
    { cid: 'c', h: 'https://a.example', config: { headerText: 'H', primaryColor: 'red', bubbleState: 'expanded' } },
    {
      transport: 'airy',
      channelId: 'c',
      url: 'https://a.example',
      heading: 'H',
      theme: { primaryColor: 'red' },
      open: true,
    },
  ],
  [
    'Airy, newer',
    { channelId: 'c', host: 'https://a.example', resumeToken: 'r', config: { subtitleText: 'S' } },
    { transport: 'airy', channelId: 'c', url: 'https://a.example', token: 'r', subtitle: 'S' },
  ],
  [
    'ours first',
    { heading: 'mine', botName: 'theirs', theme: { primaryColor: 'red' }, primaryColor: 'blue' },
    { heading: 'mine', theme: { primaryColor: 'red' } },
  ],
];

describe('names of other products', () => {
  for (const [vendor, theirs, ours] of table)
    it(`are read: ${vendor}`, async () => {
      const config = resolveConfig({ properties: await translateVendorNames(theirs) }, (line) => expect.fail(line));
      expect(config).to.deep.include(ours);
    });
  it('load nothing where all is ours', async () => {
    const ours = { title: 'x', theme: {}, blueprint: {}, disabled: false };
    expect(await translateVendorNames(ours)).to.equal(ours);
  });
  it('stay foreign where every object has them', async () => {
    const hostile = JSON.parse(
      '{"__proto__": {"botName": "bad"}, "constructor": {"a": 1}, "connection": {"type": "toString"}}',
    ) as Record<string, unknown>;
    const { heading, transport } = resolveConfig({ remote: await translateVendorNames(hostile) });
    expect([heading, transport]).to.deep.equal(['', 'direct']);
    expect(Object.keys(Object.prototype)).to.have.length(0);
  });
});
