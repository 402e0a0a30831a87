import { defaultPlatform, type Platform } from '../platform/platform.js';
import type { Session } from '../protocol/session.js';

/** A session id in the form the widgets of stentor use (PROTOCOL.md, “direct”). */
export const newSession = (platform: Platform = defaultPlatform, userId?: string): Session => ({
  id: `chat-widget-session-${platform.newId()}`,
  userId: userId ?? `chat-widget-user-${platform.newId()}`,
  startedAt: platform.now(),
});
