import { definePart } from '../define-part.js';
import { aText, has, maybe, some } from '../shape.js';

/** Where an answer comes from. */
export interface SourcesPart {
  readonly type: 'sources';
  readonly id?: string;
  readonly sources: readonly {
    readonly title: string;
    readonly url?: string;
    /** A few words of it. */
    readonly snippet?: string;
  }[];
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    sources: SourcesPart;
  }
}

const check = has({ sources: some(has({ title: aText, url: maybe(aText), snippet: maybe(aText) })) });

export const sources = definePart({
  kind: 'sources',
  tag: 'chat-sources',
  accepts: (part) => check(part),
  load: () => import('./sources.js'),
  toText: ({ sources: list }, { locale = 'en' } = {}) =>
    list
      .map(({ title, url }, index) => [`[${(index + 1).toLocaleString(locale)}]`, title, url].filter(Boolean).join(' '))
      .join('\n'),
});
