/** Where the bot keeps what it can play. */
export const mediaPaths = /^\/media\//;
