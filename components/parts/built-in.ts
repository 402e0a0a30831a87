import { attachment } from './attachment/attachment.part.js';
import { carousel } from './carousel/carousel.part.js';
import { buttons } from './buttons/buttons.part.js';
import { card } from './card/card.part.js';
import { image } from './image/image.part.js';
import { linkPreview } from './link-preview/link-preview.part.js';
import { list } from './list/list.part.js';
import { location } from './location/location.part.js';
import { multiSelect } from './multi-select/multi-select.part.js';
import { audio, video } from './media/media.part.js';
import { feedback } from './feedback/feedback.part.js';
import { notice } from './notice/notice.part.js';
import { progress } from './progress/progress.part.js';
import { rating } from './rating/rating.part.js';
import { reasoning } from './reasoning/reasoning.part.js';
import { sources } from './sources/sources.part.js';
import { toolCall } from './tool-call/tool-call.part.js';
import { code } from './code/code.part.js';
import { math } from './math/math.part.js';
import type { PartDefinition } from './define-part.js';
import { form } from './form/form.part.js';
import { registerBuiltIn } from './registry.js';
import { text } from './text/text.part.js';

/** The built-in kinds: one line each. */
export const builtIn = [
  attachment,
  carousel,
  form,
  buttons,
  card,
  image,
  linkPreview,
  list,
  location,
  multiSelect,
  audio,
  video,
  feedback,
  notice,
  progress,
  rating,
  reasoning,
  sources,
  toolCall,
  text,
  code,
  math,
] as readonly PartDefinition[]; // prettier-ignore

registerBuiltIn(builtIn);
