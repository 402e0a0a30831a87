import { sheetOf } from '../foundation/element-base.js';
import { tokens } from '../foundation/styles/tokens.js';
import { launcherStyles } from '../shell/launcher/launcher.styles.js';
import { layoutStyles } from './layouts.styles.js';

let sheet: CSSStyleSheet | undefined;

/** The style sheet that all widgets of a page share; the first that opens adds to it what only a panel needs. */
export const ownSheet = (): CSSStyleSheet => (sheet ??= sheetOf(tokens, layoutStyles, launcherStyles));
