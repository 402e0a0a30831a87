/** Where the widget's API is. */
export const ROOT = '/backend/widget/v2';
/** OpenCX's widget API, and the one call of a page's own server. */
export const opencxPaths = /^\/(?:backend\/widget\/v2\/|widget\/authenticate-user$)/;
/** Where files come in. */
export const opencxUpload = /^\/backend\/widget\/v2\/upload$/;
