import type { AllStrings } from '../../src/i18n/strings.js';
import type { PageFunctions } from './page-functions.js';

/** What the page gave by property, besides settings. */
export interface PageGifts {
  readonly user:
    { readonly id?: string; readonly name?: string; readonly email?: string; readonly phone?: string } | undefined;
  readonly attributes: Readonly<Record<string, unknown>> | undefined;
  readonly strings: Partial<AllStrings> | undefined;
  readonly functions: PageFunctions | undefined;
}
