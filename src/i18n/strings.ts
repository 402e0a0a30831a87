import type { exportEnglish } from './export.en.js';
import type { menuEnglish } from './menu.en.js';
import type { english } from './messages.en.js';
import type { carouselEnglish } from './parts/carousel.en.js';
import type { pictureEnglish } from './parts/picture.en.js';
import type { permissionEnglish } from './permission.en.js';
import type { statusEnglish } from './status.en.js';
import type { talkEnglish } from './talk.en.js';

/** A catalogue's type: literal texts may differ, keys and arguments may not. */
export type Words<Catalogue> = {
  readonly [K in keyof Catalogue]: Catalogue[K] extends (value: infer V) => string ? (value: V) => string : string;
};

/** The words that are there from the start. */
export type Strings = Words<typeof english>;

/** Every word of the interface, for those who say it otherwise. */
export type AllStrings = Strings &
  Words<
    typeof exportEnglish &
      typeof menuEnglish &
      typeof permissionEnglish &
      typeof statusEnglish &
      typeof talkEnglish &
      typeof carouselEnglish &
      typeof pictureEnglish
  >;
