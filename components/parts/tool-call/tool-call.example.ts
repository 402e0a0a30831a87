import type { ToolCallPart } from './tool-call.part.js';

export const toolCallExample: ToolCallPart = {
  type: 'tool-call',
  id: 'find-rooms-1',
  name: 'findRooms',
  title: 'Look for free rooms',
  state: 'done',
  input: { from: '2026-12-01', nights: 2, dogs: true },
  result: [{ room: 'Garden room', price: 236 }],
};
