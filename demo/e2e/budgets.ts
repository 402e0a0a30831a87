/** What a visitor's page pays at each moment, counted and not timed, so that it holds on a busy machine. */
export const budgets = {
  /** `embed.js`: whatever else there is waits until the page has nothing better to do. */
  requestsBeforeIdle: 1,
  /** The launcher and the config of its key, besides. */
  requestsUntilLauncher: 3,
  /** Panel, talk, line, transport, its turns, HTTP: as many lines as a browser opens to one server, asked for at once. */
  chunksAtOpening: 6,
  /** What draws a text, what makes writing easier, what tells the page and would explain a failure; the backend's answers are not counted. */
  chunksUntilAnswer: 9,
  /** Click, approach and focus of the button; Escape in the frame; two wishes that a page's own buttons may dispatch. */
  listenersOfClosed: 6,
  /** The frame with a button, the page's place in it, an icon and its path. */
  nodesOfClosed: 5,
  /** One for all widgets of a page. */
  sheetsOfClosed: 1,
  /** Panel, header, welcome, list and composer, and the slots of the page, without a word said. */
  nodesOfOpened: 108,
} as const;
