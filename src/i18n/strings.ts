import type { actionsEnglish } from './actions.en.js';
import type { announcerEnglish } from './announcer.en.js';
import type { comfortsEnglish } from './comforts.en.js';
import type { voiceEnglish } from './voice.en.js';
import type { readingEnglish } from './reading.en.js';
import type { awayEnglish } from './away.en.js';
import type { callEnglish } from './call.en.js';
import type { composerEnglish } from './composer.en.js';
import type { consentEnglish } from './consent.en.js';
import type { contactEnglish } from './contact.en.js';
import type { exportEnglish } from './export.en.js';
import type { findingEnglish } from './finding.en.js';
import type { historyEnglish } from './history.en.js';
import type { menuEnglish } from './menu.en.js';
import type { launcherEnglish } from './launcher.en.js';
import type { english } from './messages.en.js';
import type { attachmentEnglish } from './parts/attachment.en.js';
import type { carouselEnglish } from './parts/carousel.en.js';
import type { formEnglish } from './parts/form.en.js';
import type { pictureEnglish } from './parts/picture.en.js';
import type { cardEnglish } from './parts/card.en.js';
import type { buttonsEnglish } from './parts/buttons.en.js';
import type { imageEnglish } from './parts/image.en.js';
import type { locationEnglish } from './parts/location.en.js';
import type { mediaEnglish } from './parts/media.en.js';
import type { multiSelectEnglish } from './parts/multi-select.en.js';
import type { feedbackEnglish } from './parts/feedback.en.js';
import type { noticeEnglish } from './parts/notice.en.js';
import type { progressEnglish } from './parts/progress.en.js';
import type { ratingEnglish } from './parts/rating.en.js';
import type { reasoningEnglish } from './parts/reasoning.en.js';
import type { sourcesEnglish } from './parts/sources.en.js';
import type { toolCallEnglish } from './parts/tool-call.en.js';
import type { codeEnglish } from './parts/code.en.js';
import type { mathEnglish } from './parts/math.en.js';
import type { permissionEnglish } from './permission.en.js';
import type { privacyEnglish } from './privacy.en.js';
import type { statusEnglish } from './status.en.js';
import type { talkEnglish } from './talk.en.js';
import type { uploadsEnglish } from './uploads.en.js';

/** A catalogue's type: literal texts may differ, keys and arguments may not. */
export type Words<Catalogue> = {
  readonly [K in keyof Catalogue]: Catalogue[K] extends (value: infer V) => string ? (value: V) => string : string;
};

/** The words that are there from the start. */
export type Strings = Words<typeof english>;

/** Every word of the interface, for those who say it otherwise. */
export type AllStrings = Strings &
  Words<
    typeof contactEnglish &
      typeof awayEnglish &
      typeof readingEnglish &
      typeof voiceEnglish &
      typeof comfortsEnglish &
      typeof callEnglish &
      typeof exportEnglish &
      typeof actionsEnglish &
      typeof announcerEnglish &
      typeof composerEnglish &
      typeof findingEnglish &
      typeof historyEnglish &
      typeof consentEnglish &
      typeof privacyEnglish &
      typeof menuEnglish &
      typeof permissionEnglish &
      typeof codeEnglish &
      typeof mathEnglish &
      typeof statusEnglish &
      typeof talkEnglish &
      typeof toolCallEnglish &
      typeof sourcesEnglish &
      typeof reasoningEnglish &
      typeof ratingEnglish &
      typeof progressEnglish &
      typeof noticeEnglish &
      typeof feedbackEnglish &
      typeof attachmentEnglish &
      typeof uploadsEnglish &
      typeof carouselEnglish &
      typeof formEnglish &
      typeof pictureEnglish &
      typeof cardEnglish &
      typeof buttonsEnglish &
      typeof imageEnglish &
      typeof locationEnglish &
      typeof mediaEnglish &
      typeof multiSelectEnglish
  >;

/** As many words as there are: at least the launcher's. */
export type Vocabulary = Words<typeof launcherEnglish> & Partial<AllStrings>;
