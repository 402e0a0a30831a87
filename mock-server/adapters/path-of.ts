/** The path of a request as it stands there. What a stranger asks for need not be an address: `//` is none, and must end nothing. */
export const pathOf = (url = '/'): string => url.replace(/[?#].*$/s, '');
