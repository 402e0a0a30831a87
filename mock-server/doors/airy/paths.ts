/** The path of the socket that everything said comes back on. */
export const STOMP_PATH = '/ws.chatplugin';

/** Airy's chat plugin: its API, its loader and its example page; the older names of those, too. */
export const airyPaths =
  /^\/(?:channels\.(?:chatplugin\.)?connect|chatplugin\.\w+|chatplugin\/ui\/(?:s\.js|example)|media\.upload|s\.js|example\.html)$/;

/** Where a visitor's file goes. */
export const mediaUpload = /^\/media\.upload$/;
