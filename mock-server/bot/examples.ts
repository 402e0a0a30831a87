import { attachmentExample } from '../../components/parts/attachment/attachment.example.js';
import { carouselExample } from '../../components/parts/carousel/carousel.example.js';
import { buttonsExample } from '../../components/parts/buttons/buttons.example.js';
import { cardExample } from '../../components/parts/card/card.example.js';
import { formExample } from '../../components/parts/form/form.example.js';
import { imageExample } from '../../components/parts/image/image.example.js';
import { linkPreviewExample } from '../../components/parts/link-preview/link-preview.example.js';
import { listExample } from '../../components/parts/list/list.example.js';
import { locationExample } from '../../components/parts/location/location.example.js';
import { multiSelectExample } from '../../components/parts/multi-select/multi-select.example.js';
import { audioExample, videoExample } from '../../components/parts/media/media.example.js';
import { textExample } from '../../components/parts/text/text.example.js';
import { feedbackExample } from '../../components/parts/feedback/feedback.example.js';
import { noticeExample } from '../../components/parts/notice/notice.example.js';
import { progressExample } from '../../components/parts/progress/progress.example.js';
import { ratingExample } from '../../components/parts/rating/rating.example.js';
import { reasoningExample } from '../../components/parts/reasoning/reasoning.example.js';
import { sourcesExample } from '../../components/parts/sources/sources.example.js';
import { toolCallExample } from '../../components/parts/tool-call/tool-call.example.js';
import { codeExample } from '../../components/parts/code/code.example.js';
import { mathExample } from '../../components/parts/math/math.example.js';
import type { Part } from '../../src/protocol/part.js';
import type { Answer } from './answer.js';

const part = (name: string, example: Part): Answer => ({ text: `Here is the ${name}:`, parts: [example] });

/** What `show NAME` says: the example of each part. */
export const examples: Readonly<Record<string, Answer>> = {
  math: part('formula', mathExample),
  code: part('code', codeExample),
  text: { parts: [textExample] },
  markdown: { parts: [textExample] },
  attachment: part('attachment', attachmentExample),
  carousel: part('carousel', carouselExample),
  list: part('list', listExample),
  card: part('card', cardExample),
  buttons: part('group of buttons', buttonsExample),
  image: part('picture', imageExample),
  'link-preview': part('page', linkPreviewExample),
  video: part('video', videoExample),
  audio: part('sound', audioExample),
  location: part('place', locationExample),
  form: part('form', formExample),
  'multi-select': part('question', multiSelectExample),
  feedback: part('question about an answer', feedbackExample),
  notice: part('line about the conversation', noticeExample),
  progress: part('progress', progressExample),
  rating: part('rating', ratingExample),
  reasoning: part('train of thought', reasoningExample),
  sources: part('list of sources', sourcesExample),
  'tool-call': part('call of a function', toolCallExample),
  'schedule button': part('button', {
    type: 'buttons',
    actions: [{ type: 'schedule', label: 'Choose a time' }],
  }),
};
