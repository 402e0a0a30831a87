import type { Part, Suggestion } from '../../../src/protocol/part.js';
import type { Permission } from '../../../src/protocol/permission.js';
import type { StentorResponse, StentorSuggestion } from '../../../src/transports/direct/wire.js';
import type { Answer } from '../../bot/answer.js';
import { encodePart } from './displays.js';

const permissions: Readonly<Record<Permission, string>> = {
  email: 'PERMISSION_EMAIL',
  phone: 'PERMISSION_PHONE_NUMBER',
  location: 'PERMISSION_LOCATION_PRECISE',
  'coarse-location': 'PERMISSION_LOCATION_COARSE',
  notification: 'PERMISSION_NOTIFICATION',
  list: 'PERMISSION_LIST',
};

const encodeSuggestion = (suggestion: Suggestion): StentorSuggestion =>
  suggestion.type === 'link' ? { title: suggestion.label, url: suggestion.url } : suggestion.label;

type Speech = { readonly [K in 'text' | 'html' | 'ssml' | 'suggestions' | 'language']: Answer[K] | undefined };

/** Words among the parts are said: stentor has no display for them. */
const wordsOf = (parts: Answer['parts'] = []): string | undefined => {
  const words = parts.flatMap((part) => (part.type === 'text' ? part.text : []));
  return words.length ? words.join('\n\n') : undefined;
};

function encodeSpeech({ text, parts, html, ssml, suggestions, language }: Answer): StentorResponse {
  const said = [text, wordsOf(parts)].filter((each) => each !== undefined);
  return speechOf({ text: said.length ? said.join('\n\n') : undefined, html, ssml, suggestions, language });
}

function speechOf({ text, html, ssml, suggestions, language }: Speech): StentorResponse {
  if (text === undefined && ssml === undefined) return {};
  return {
    outputSpeech: {
      ...(text !== undefined && { displayText: text }),
      ...(html !== undefined && { html }),
      ...(ssml !== undefined && { ssml }),
      ...(suggestions && { suggestions: suggestions.map(encodeSuggestion) }),
      ...(language !== undefined && { defaultLocale: language }),
    },
  };
}

function encodeSystem({ permission, handoff }: Answer): StentorResponse {
  if (permission) return { system: permissions[permission] };
  if (!handoff) return {};
  const { phone } = handoff;
  return phone === undefined
    ? { system: 'HANDOFF' }
    : { system: 'TRANSFER_CALL', data: { transferPhoneNumber: phone } };
}

/** An answer in stentor's words (PROTOCOL.md, “direct”). */
export function encodeAnswer(answer: Answer): StentorResponse {
  if (answer.silent) return {};
  const { thoughts, parts = [], steps = [], calls = [] } = answer;
  const thought: readonly Part[] = thoughts ? [{ type: 'reasoning', text: thoughts }] : [];
  const displays = [
    ...[...thought, ...parts, ...steps.slice(-1)].flatMap(encodePart),
    ...calls.map((call) => ({ type: 'ChatTool', ...call })),
  ];
  return {
    ...encodeSpeech(answer),
    ...(!answer.ended && { reprompt: { displayText: 'Is there anything else?' } }),
    ...(displays.length > 0 && { displays }),
    ...encodeSystem(answer),
  };
}
