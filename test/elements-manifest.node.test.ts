import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}
interface Member extends Named {
  readonly kind: 'field' | 'method';
}
interface Declaration extends Named {
  readonly tagName?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly attributes?: readonly Named[];
}
interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

/** What each event carries, by the names and types that pages read it with. */
const wishes = {
  'chat-send-request': ['ChatSendRequest', 'draft: Draft'],
  'chat-select-request': ['ChatSelectRequest', 'action: Action'],
  'chat-form-submit-request': [
    'ChatFormSubmitRequest',
    'name: string',
    'values: Readonly<Record<string, unknown>>',
    'label: string',
  ],
  'chat-open-request': ['ChatOpenRequest'],
  'chat-close-request': ['ChatCloseRequest'],
  'chat-restart-request': ['ChatRestartRequest'],
  'chat-link-request': ['ChatLinkRequest', 'url: string'],
  'chat-contact-submit-request': ['ChatContactSubmitRequest', 'contact: Contact'],
  'chat-upload-request': ['ChatUploadRequest', 'files: readonly File[]'],
  'chat-tool-request': ['ChatToolRequest', 'call: ToolCall', 'respondWith()'],
  'chat-command-request': ['ChatCommandRequest', 'name: string', 'rest: string'],
  'chat-consent-request': ['ChatConsentRequest', 'agreed: boolean'],
  'chat-erase-request': ['ChatEraseRequest'],
  'chat-export-request': ['ChatExportRequest', "format: 'text' | 'markdown' | 'json' | 'html'"],
  'chat-feedback-request': ['ChatFeedbackRequest', "feedback: Omit<GiveFeedback, 'type' | 'id'>"],
  'chat-language-request': ['ChatLanguageRequest', 'language: string'],
  'chat-maximize-request': ['ChatMaximizeRequest', 'maximized: boolean'],
  'chat-permission-request': [
    'ChatPermissionRequest',
    'permission: Permission',
    'granted: boolean',
    'label: string',
    'value: unknown',
  ],
  'chat-remove-request': ['ChatRemoveRequest', 'messageId: string'],
  'chat-retry-request': ['ChatRetryRequest', 'messageId: string'],
  'chat-search-request': ['ChatSearchRequest', 'words: string'],
  'chat-stop-request': ['ChatStopRequest'],
  'chat-tool-consent-request': ['ChatToolConsentRequest', 'partId: string', 'allowed: boolean', 'always: boolean'],
};
const notices = {
  'chat-ready': ['ChatReady'],
  'chat-opened': ['ChatOpened'],
  'chat-closed': ['ChatClosed'],
  'chat-message-sent': ['ChatMessageSent', 'message: Message'],
  'chat-message-received': ['ChatMessageReceived', 'message: Message'],
  'chat-message-updated': ['ChatMessageUpdated', 'message: Message'],
  'chat-connection-changed': ['ChatConnectionChanged', 'state: ConnectionState'],
  'chat-session-started': ['ChatSessionStarted', 'session: Session'],
  'chat-session-ended': ['ChatSessionEnded', 'session: Session'],
  'chat-unread-changed': ['ChatUnreadChanged', 'count: number'],
  'chat-contact-collected': ['ChatContactCollected', 'contact: Contact'],
  'chat-conversation-restarted': ['ChatConversationRestarted', 'session: Session'],
  'chat-conversation-exported': ['ChatConversationExported', 'format: string', 'content: string'],
  'chat-language-changed': ['ChatLanguageChanged', 'language: string'],
  'chat-feedback-given': ['ChatFeedbackGiven', "feedback: Omit<GiveFeedback, 'type' | 'id'>"],
  'chat-handoff-changed': ['ChatHandoffChanged', "handoff: 'none' | 'requested' | 'active'", 'phone: string'],
  'chat-voice-asked': ['ChatVoiceAsked'],
  'chat-voice-started': ['ChatVoiceStarted', 'kind: VoiceKind'],
  'chat-voice-ended': ['ChatVoiceEnded', 'reason: CallEnd | ListeningEnd', 'seconds: number', 'kind: VoiceKind'],
  'chat-consent-changed': ['ChatConsentChanged', 'given: boolean'],
  'chat-data-erased': ['ChatDataErased', 'backend: boolean'],
  'chat-error': ['ChatErrorRaised', 'code: ChatErrorCode', 'message: string', 'retryable: boolean'],
};
const methods =
  'addMessage close connect describeStorage disconnect eraseData exportConversation focusComposer hide logout maximize minimize notify on open registerFunctions restartConversation retry sendMessage setComposerValue setConsent setLanguage setUser show stop toggle unregisterFunctions updateMessage'.split(
    ' ',
  );
const properties =
  'attributesForRequests config contact functions getSession getToken meta messages plugins storage strings transport user whenReady'.split(
    ' ',
  );
const slots = ['launcher', 'header', 'header-actions', 'intro', 'before-composer', 'footer'];

describe('custom-elements.json', () => {
  const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const { modules } = JSON.parse(read('dist/custom-elements.json')) as Manifest;
  const declarations = modules.flatMap(({ declarations = [] }) => declarations);
  const widget = declarations.find(({ tagName }) => tagName === 'chat-widget');
  assert(widget);
  const page = read('docs/api.md');
  const names = (list: readonly Named[] = []) => list.map(({ name }) => name);
  const membersOf = (kind: Member['kind']) => names(widget.members?.filter((member) => member.kind === kind)).sort();

  it('has every event of the widget, with the class that says what it carries', () => {
    const promised = { ...wishes, ...notices };
    assert.deepEqual(names(widget.events).sort(), Object.keys(promised).sort());
    for (const [name, [className, ...carried]] of Object.entries(promised)) {
      const event: Named | undefined = widget.events?.find((each) => each.name === name);
      assert.equal(event?.type?.text, className, name);
      const members = declarations.find((each) => each.name === className)?.members ?? [];
      assert.deepEqual(
        members.map(({ kind, name, type }) => (kind === 'method' ? `${name}()` : `${name}: ${type?.text}`)),
        carried,
        name,
      );
    }
  });

  it('says of every event when it comes, and of those that can be refused what becomes of it then', () => {
    for (const { name, description = '' } of widget.events ?? []) {
      assert.notEqual(description, '', name);
      assert.equal(/ Refused by preventDefault\(\): \S/.test(description), Object.hasOwn(wishes, name), name);
    }
  });

  it('has every method, and nothing that is not for pages', () => {
    assert.deepEqual(membersOf('method'), methods);
  });

  it('has every property, and every setting as one', () => {
    const fields = membersOf('field');
    for (const name of properties) assert(fields.includes(name), name);
    // These are read as methods.
    const settings = names(widget.attributes).map((name) =>
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    );
    for (const name of settings) assert(fields.includes(name) || methods.includes(name), name);
    const others = fields.filter((name) => !properties.includes(name) && !settings.includes(name));
    assert.deepEqual(others, ['chat', 'disabled', 'languages', 'userToken', 'widgetKey', 'words']);
  });

  it('has every slot, every part and every custom property, and says what it is', () => {
    assert.deepEqual(names(widget.slots), slots);
    for (const name of [
      'launcher',
      'panel',
      'transcript',
      'message',
      'composer',
      'send',
      'stop',
      'attach',
      'microphone',
      'call',
      'menu',
      'suggestion',
      'status',
      'announcer',
    ])
      // prettier-ignore
      assert(names(widget.cssParts).includes(name), name);
    for (const { name, description } of [...(widget.slots ?? []), ...(widget.cssParts ?? [])])
      assert(description, name);
    for (const name of ['--chat-accent', '--chat-width', '--chat-radius-panel'])
      assert(names(widget.cssProperties).includes(name), name);
  });

  it('is what docs/api.md says', () => {
    const named = [...(widget.events ?? []), ...(widget.slots ?? []), ...(widget.cssParts ?? [])];
    for (const name of [...names(named), ...properties]) assert.match(page, new RegExp(`^\\| \`${name}\` `, 'm'), name);
    for (const name of methods) assert.match(page, new RegExp(`^\\| \`${name}\\(`, 'm'), name);
  });
});
