/** Hyponema's API, and the page's own server in front of it, as a demo needs one. */
export const sessionPaths = /^\/(?:hyponema(?:\/|$)|demo\/session$)/;
