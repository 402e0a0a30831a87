/** What the backends of both generations send, as their own types have it. */
export const seedPrelude = {
  initialQuestions: ['Where is my order?', 'Do you ship abroad?'],
  aiEnabled: true,
  officeHours: { WeekDays: { from: '09:00', to: '17:00' }, saturday: { from: '10:00', to: '14:00' } },
  officeHoursTimezone: 'Europe/Berlin',
  organizationName: 'Shoes & Co',
};
export const seedSession = {
  id: '0b1e7f3a-1111-4a2b-8c3d-000000000001',
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-01T10:00:00.000Z',
  isHandedOff: false,
  isOpened: true,
  assignee: { kind: 'ai', name: null, avatarUrl: null },
  channel: 'web',
  isVerified: false,
};
export const nowSession = {
  ...seedSession,
  ticketNumber: 7,
  title: null,
  lastMessage: null,
  modeId: null,
  latestStateCheckpointPayload: null,
  sessionAttributes: {},
};
export const seedHistory = [
  {
    publicId: 'q-1',
    type: 'message',
    content: { text: 'hello' },
    sender: { kind: 'user', name: 'Ann' },
    sentAt: '2026-03-01T10:00:01.000Z',
    attachments: [{ id: 'f1', name: 'a.png', size: 123, type: 'image/png', url: 'https://files.example/a.png' }],
  },
  {
    publicId: 'pub-9',
    type: 'message',
    content: { text: 'Do you have an **order** number?' },
    sender: { kind: 'ai' },
    sentAt: '2026-03-01T10:00:02.000Z',
  },
  {
    publicId: 'j-1',
    type: 'agent_joined',
    content: {},
    sender: { kind: 'none' },
    sentAt: '2026-03-01T10:00:03.000Z',
  },
  {
    publicId: 'n-1',
    type: 'agent_comment',
    content: { text: 'A note among colleagues' },
    sender: { kind: 'agent', name: 'Mara' },
    sentAt: '2026-03-01T10:00:04.000Z',
  },
  {
    publicId: 'a-1',
    type: 'agent_message',
    content: { text: 'Mara here.' },
    sender: { kind: 'agent', name: 'Mara', avatar: 'https://files.example/mara.png' },
    sentAt: '2026-03-01T10:00:05.000Z',
  },
];
export const nowHistory = [
  ...seedHistory.map((item) => ({ ...item, actionCalls: null, systemMessagePayload: { type: 'none', payload: null } })),
  {
    publicId: 'c-1',
    type: 'state_checkpoint',
    content: { text: null },
    sender: { kind: 'system' },
    sentAt: '2026-03-01T10:00:06.000Z',
    systemMessagePayload: { type: 'state_checkpoint', payload: { step: 1 } },
  },
  {
    publicId: 'w-1',
    type: 'message',
    content: { text: 'Look:' },
    sender: { kind: 'ai' },
    sentAt: '2026-03-01T10:00:07.000Z',
    actionCalls: [
      { actionName: 'list', args: {}, result: { items: [{ title: 'Boots' }] } },
      { actionName: 'lookUpOrder', args: { id: 1 }, result: { secret: true } },
    ],
    systemMessagePayload: { type: 'none', payload: null },
  },
  {
    publicId: 's-1',
    type: 'csat_requested',
    content: { text: null },
    sender: { kind: 'system' },
    sentAt: '2026-03-01T10:00:08.000Z',
    systemMessagePayload: { type: 'csat_requested', payload: null },
  },
];
/** Two answers to a message: with an id, and without. */
export const seedReply = {
  success: true,
  options: { type: 'options', value: ['Yes', 'No'] },
  autopilotResponse: { type: 'text', id: 'pub-9', value: { error: false, content: 'Do you have an order number?' } },
  sessionIsHandedOff: false,
};
export const nowReply = {
  success: true,
  autopilotResponse: {
    type: 'text',
    value: { error: false, content: 'Here they are.' },
    mightSolveUserIssue: true,
    completelyAndFullyCoveredUserIssue: false,
  },
  uiResponse: {
    type: 'ui',
    value: { type: 'ui_component', name: 'carousel', request_response: { items: [{ title: 'Boots' }] } },
  },
  sessionIsHandedOff: false,
  session: nowSession,
};
