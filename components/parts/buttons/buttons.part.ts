import type { Action } from '../../../src/protocol/action.js';
import { anAction } from '../action-shape.js';
import { definePart } from '../define-part.js';
import { has, some } from '../shape.js';

/** Things to say or to open, inside a message. */
export interface ButtonsPart {
  readonly type: 'buttons';
  readonly actions: readonly Action[];
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    buttons: ButtonsPart;
  }
}

export const buttons = definePart({
  kind: 'buttons',
  tag: 'chat-buttons',
  accepts: has({ actions: some(anAction) }),
  load: () => import('./buttons.js'),
  toText: ({ actions }) => actions.map(({ label }) => label).join('\n'),
});
