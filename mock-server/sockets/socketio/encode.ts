import type { ChatServerMessage } from '../../../src/transports/socketio/wire.js';
import type { StentorResponse } from '../../../src/transports/direct/wire.js';
import type { Answer } from '../../bot/answer.js';
import { encodeAnswer } from '../../doors/direct/encode.js';

const permission = /^PERMISSION_(.+)$/;

const optionsOf = ({ outputSpeech }: StentorResponse): ChatServerMessage['options'] => {
  const { suggestions = [] } = typeof outputSpeech === 'object' ? outputSpeech : {};
  return suggestions.map((each) =>
    typeof each === 'string' ? each : each.url === undefined ? each.title : { label: each.title, actionUrl: each.url },
  );
};

/** An answer in the words of stentor's socket.io server; `id`, `locale` and stentor's own words stand in `attributes`. */
export function encodeMessage(answer: Answer, id: string, time: number): ChatServerMessage {
  const response = encodeAnswer(answer);
  const { outputSpeech, displays, system, data } = response;
  const { displayText, html, ssml, defaultLocale } =
    typeof outputSpeech === 'object' ? outputSpeech : { displayText: outputSpeech };
  const [, type] = permission.exec(system ?? '') ?? [];
  const options = optionsOf(response);
  const text = displayText ?? ssml?.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&');
  return {
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    ...(options?.length && { options }),
    ...(displays && { displays }),
    ...(type !== undefined && { permissionRequest: { time, type } }),
    attributes: {
      id,
      ...(defaultLocale !== undefined && { locale: defaultLocale }),
      ...(system !== undefined && type === undefined && { system, ...(data && { data }) }),
    },
  };
}
