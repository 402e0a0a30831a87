import type { Config } from '../../src/config/config.js';
import type { Message } from '../../src/protocol/message.js';
import { withoutDeceit } from '../parts/safe-url.js';

type Words = Readonly<Record<'message.you' | 'message.agent' | 'message.assistant', string>>;

/** Who says a message, by the best name there is. */
export const speakerOf = (
  { author, name }: Pick<Message, 'author' | 'name'>,
  strings: Words,
  config?: Pick<Config, 'assistantName' | 'heading'>,
): string =>
  author === 'user'
    ? strings['message.you']
    : withoutDeceit(name ?? '') ||
      (author === 'agent'
        ? strings['message.agent']
        : config?.assistantName || config?.heading || strings['message.assistant']);
