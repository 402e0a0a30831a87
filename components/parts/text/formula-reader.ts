import { Lexer } from 'marked';
import type * as formulas from './formulas.js';

type Reader = typeof formulas;

let reader: Reader | undefined;

const hasSign = (text: string, dollars: boolean): boolean => (dollars ? /\$|\\[([]/ : /\$\$|\\[([]/).test(text);

/** There may be formulas, and nothing yet to read them with: until that has come, they stand as they are written. */
export const awaitsFormulas = (text: string, dollars: boolean): boolean => !reader && hasSign(text, dollars);

/** Fetches what reads formulas: most chats never need it. Rejects when its chunk does not come. */
export async function loadFormulas(): Promise<void> {
  reader ??= await import('./formulas.js');
}

/** The formula at the place, once there is something to read it with. */
export const formulaAt: Reader['formulaAt'] = (...place) => reader?.formulaAt(...place);

/** A parser for the text, which knows formulas once `loadFormulas` has settled. */
export const lexerFor: Reader['lexerFor'] = (text, dollars, mayGrow) =>
  reader && hasSign(text, dollars) ? reader.lexerFor(text, dollars, mayGrow) : new Lexer({ gfm: true });
