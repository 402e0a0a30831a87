import { AbstractHandler, isOptionSelectRequest } from 'stentor';
import { BREADS } from './breads.mjs';

/** Answers the choice of a list item by its name: a handler in code, where a sentence of content is not enough. */
export class OrderHandler extends AbstractHandler {
  async handleRequest(request, context) {
    const bread = isOptionSelectRequest(request) && BREADS.find(({ token }) => token === request.token);
    if (!bread) {
      context.response.say('We do not bake that one.').withSuggestions(['Menu']);
      return;
    }
    context.response
      .say(`One ${bread.title}, it is yours. Anything else?`)
      .reprompt('Anything else?')
      .withSuggestions(['Menu', 'Opening hours']);
  }
}
