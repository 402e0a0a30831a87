import { listOf, numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { ChatEvent } from '../../protocol/events.js';
import { decodeResponse, type ResponseContext } from '../direct/codec.js';
import { decodeShown } from '../direct/shown.js';

const MOST = 50;

const button = (value: unknown) => {
  const { label, actionUrl } = recordOf(value);
  return { title: label, openUrlAction: actionUrl };
};
const option = (value: unknown): unknown => {
  if (typeof value === 'string') return value;
  const { label, actionUrl } = recordOf(value);
  return { title: label, url: actionUrl };
};
const item = (value: unknown): object => {
  const { title, url, token, subTitle, imageUrl, imageActionUrl, buttons } = recordOf(value);
  return {
    ...{ title, url, token, description: subTitle },
    image: { url: imageUrl, imageActionUrl },
    buttons: listOf(buttons, MOST).map(button),
  };
};

/** Cards and lists of older servers, as the displays that newer ones say. */
function displaysOf({ card, list, displays }: Untrusted): readonly unknown[] {
  const { title, content, imageUrl, imageActionUrl, buttons } = recordOf(card);
  const { type, title: heading, items } = recordOf(list);
  return [
    ...(card
      ? [
          {
            type: 'CARD',
            title,
            content,
            largeImageUrl: imageUrl,
            imageActionUrl,
            buttons: listOf(buttons, MOST).map(button),
          },
        ]
      : []),
    ...(list
      ? [{ type: type === 'CAROUSEL' ? type : 'LIST', title: heading, items: listOf(items, MOST).map(item) }]
      : []),
    ...listOf(displays, MOST),
  ];
}

function located(
  events: readonly ChatEvent[],
  { location }: Untrusted,
  context: ResponseContext,
): readonly ChatEvent[] {
  const { latitude, longitude } = recordOf(location);
  if (numberOf(latitude) === undefined || numberOf(longitude) === undefined) return events;
  const part = { type: 'location', latitude: Number(latitude), longitude: Number(longitude) } as const;
  const { id, now, name, avatarUrl } = context;
  const said = events.some(({ type }) => type === 'message-added');
  const shared = { delivery: 'delivered', streaming: false, author: 'bot' } as const;
  return said
    ? events.map((event) =>
        event.type === 'message-added'
          ? { ...event, message: { ...event.message, parts: [...event.message.parts, part] } }
          : event,
      )
    : [
        {
          type: 'message-added',
          message: { id, createdAt: now, parts: [part], ...shared, ...present({ name, avatarUrl }) },
        },
        ...events,
      ];
}

/** One ChatServerMessage as the events it means; what is odd in it is left out. `author`: who is there to say it. */
export function decodeMessage(
  message: unknown,
  context: ResponseContext,
  author: 'bot' | 'agent',
): readonly ChatEvent[] {
  const said = recordOf(message);
  const { system, data, locale } = recordOf(said.attributes);
  const { type: permission } = recordOf(said.permissionRequest);
  const events = decodeResponse(
    {
      outputSpeech: {
        displayText: textOf(said.text),
        html: textOf(said.html),
        suggestions: listOf(said.options, MOST).map(option),
        defaultLocale: locale,
      },
      displays: displaysOf(said),
      system: textOf(permission) ? `PERMISSION_${String(permission)}` : system,
      data,
      // This wire has no word for the end of a conversation.
      reprompt: 'more',
    },
    context,
    decodeShown,
  );
  return located(events, said, context).map((event) =>
    event.type === 'message-added' ? { ...event, message: { ...event.message, author } } : event,
  );
}
