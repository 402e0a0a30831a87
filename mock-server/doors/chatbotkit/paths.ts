/** ChatBotKit's API; the vendor's site serves it under `/api` too. */
export const chatbotkitPaths = /^\/(?:api\/)?v1(?:\/|$)/;
