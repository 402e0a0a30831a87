import { INPUT_UNKNOWN_ID, LAUNCH_REQUEST_ID, OPTION_SELECT_ID } from 'stentor';
import { BREADS } from './breads.mjs';
import { OrderHandler } from './order-handler.mjs';

/** The handler classes beside stentor's own. */
export const HANDLER_CLASSES = [OrderHandler];

const identity = { appId: 'corner-bakery', organizationId: 'example' };

/** A handler that is content alone: stentor's ConversationHandler says the response of the intent. */
function says(intentId, response) {
  return { ...identity, type: 'ConversationHandler', intentId, name: intentId, content: { [intentId]: [response] } };
}

const HANDLERS = new Map(
  [
    says(LAUNCH_REQUEST_ID, {
      outputSpeech: {
        displayText: 'Welcome to the Corner Bakery. How can I help?',
        suggestions: ['Opening hours', { title: 'Menu' }, { title: 'Call us', url: 'tel:+15550100' }],
      },
      reprompt: 'How can I help?',
    }),
    says('OpeningHours', { outputSpeech: 'We are open every day from 7 to 18.', reprompt: 'What else?' }),
    says('Menu', {
      outputSpeech: 'Fresh today. Which one?',
      reprompt: 'Which one?',
      displays: [{ type: 'LIST', title: 'Breads', items: BREADS }],
    }),
    says(INPUT_UNKNOWN_ID, {
      outputSpeech: { displayText: 'I only know our hours and our menu.', suggestions: ['Opening hours', 'Menu'] },
    }),
    { ...identity, type: OrderHandler.name, intentId: OPTION_SELECT_ID, name: OPTION_SELECT_ID, content: {} },
  ].map((handler) => [handler.intentId, handler]),
);

/**
 * The dialog, in memory. Each call gives a copy, for the runtime writes into the handler it is given.
 *
 * @type {Parameters<import('stentor').Assistant['withHandlerService']>[0]}
 */
export const memoryHandlers = {
  async get(id) {
    const handler = HANDLERS.get(typeof id === 'string' ? id : id.intentId);
    return handler && structuredClone(handler);
  },
};
