import type { Store } from '../../store.js';
import { attachedFile } from '../chatbotkit/management/files.js';
import type { ResolvedWidget } from '../chatbotkit/management/resolve-widget.js';
import { languageMap } from '../chatbotkit/management/texts.js';
import type { JsonObject } from '../json.js';

/** Bytes that a page takes, with some room for what a proxy adds. */
const LONGEST = 60_000;
const sizeOf = (json: unknown): number => new TextEncoder().encode(JSON.stringify(json)).length;

/** As many languages as a page can take; those that were named first count more. */
function withLanguages(settings: JsonObject, map: JsonObject): JsonObject {
  const entries = Object.entries(map);
  while (entries.length > 1 && sizeOf([settings, entries]) > LONGEST) entries.pop();
  return { ...settings, languageMap: Object.fromEntries(entries) };
}

/**
 * What a page gets to see of a widget: how it works, and in which words. One that names no transport talks to this
 * server by the vendor's wire. Which bot answers is the server's business.
 */
export function published(store: Store, widget: ResolvedWidget): JsonObject {
  const { botId: _, blueprintId: __, ...settings } = widget.settings;
  const { transport = 'chatbotkit' } = settings;
  const here = transport === 'chatbotkit' ? { transport, url: '/v1', widgetId: widget.id } : {};
  const picture = attachedFile(store, store.find('widgets', widget.id), 'bot');
  const map = languageMap(store, widget);
  const shown = { ...here, ...(picture !== undefined && { avatarUrl: picture }), ...settings };
  return map ? withLanguages(shown, map) : shown;
}
