import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buttonsExample } from '../../../components/parts/buttons/buttons.example.js';
import { cardExample } from '../../../components/parts/card/card.example.js';
import { carouselExample } from '../../../components/parts/carousel/carousel.example.js';
import { imageExample } from '../../../components/parts/image/image.example.js';
import { listExample } from '../../../components/parts/list/list.example.js';
import { locationExample } from '../../../components/parts/location/location.example.js';
import { multiSelectExample } from '../../../components/parts/multi-select/multi-select.example.js';
import type { Part } from '../../../src/protocol/part.js';
import { decodeResponse } from '../../../src/transports/direct/codec.js';
import { decodeShown } from '../../../src/transports/direct/shown.js';
import { encodePart } from './displays.js';

const back = (part: Part): unknown => {
  const wire: unknown = JSON.parse(JSON.stringify({ displays: encodePart(part) }));
  const [event] = decodeResponse(wire, { id: 'r', now: 0 }, decodeShown);
  return event?.type === 'message-added' ? event.message.parts[0] : undefined;
};

describe('a part on the wire of stentor', () => {
  const schedule = { type: 'buttons', actions: [{ type: 'schedule', label: 'Choose a time' }] } as const;
  const cases: readonly (readonly [Part, string])[] = [
    [carouselExample, 'CAROUSEL'],
    [listExample, 'LIST'],
    [multiSelectExample, 'MultiSelect'],
    [schedule, 'ScheduleButton'],
    [buttonsExample, 'ChatPart'],
    [imageExample, 'ChatPart'],
    [locationExample, 'ChatPart'],
    [{ type: 'card', title: 'A', action: { type: 'select', label: 'A', token: 't' } }, 'ChatPart'],
    [{ type: 'list', items: [{ title: 'A', subtitle: 'b' }] }, 'ChatPart'],
    [{ type: 'list', items: [{ title: 'A', actions: [{ type: 'call', label: 'b', phone: '1' }] }] }, 'ChatPart'],
  ];
  for (const [part, type] of cases)
    it(`${part.type} is a ${type}, and comes back whole`, () => {
      assert.equal(encodePart(part)[0]?.type, type);
      assert.deepEqual(back(part), part);
    });

  it('a card is a CARD, which does not say how large its picture is', () => {
    assert.equal(encodePart(cardExample)[0]?.type, 'CARD');
    const { url, alt } = cardExample.image ?? {};
    assert.deepEqual(back(cardExample), { ...cardExample, image: { url, alt } });
  });

  it('words are said, not shown', () => assert.deepEqual(encodePart({ type: 'text', text: 'x' }), []));
});
