/** ChatBotKit's API; the vendor's site serves it under `/api` too. */
export const chatbotkitPaths = /^\/(?:api\/)?v1(?:\/|$)/;

/** Where files of visitors come in. */
export const attachmentPaths =
  /^\/(?:api\/)?v1\/(?:conversation\/[^/]+\/attachment\/upload|attachment\/[^/]+\/(?:upload|content))$/i;
