import { listOf, numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { PartMap } from '../../protocol/part.js';
import { MAX_ITEMS } from './cards.js';

/** A MultiSelect: more than one answer, sent as `selected` (PROTOCOL.md, “direct”). `undefined` without items. */
export function decodeMultiSelect(display: Untrusted): PartMap['multi-select'] | undefined {
  const items = listOf(display.items, MAX_ITEMS).flatMap((value) => {
    const item = recordOf(value);
    const id = textOf(item.id);
    const label = textOf(item.title) ?? textOf(item.label) ?? id;
    return id && label ? [{ id, label, ...present({ description: textOf(item.description) }) }] : [];
  });
  if (!items.length) return undefined;
  return {
    type: 'multi-select',
    items,
    ...present({
      title: textOf(display.title),
      min: numberOf(display.min),
      max: numberOf(display.max),
      submitLabel: textOf(display.submitLabel),
    }),
  };
}

/** A ScheduleButton may come without words; it is said in these then. */
const SCHEDULE = 'Schedule';

export const decodeScheduleButton = ({ label, title }: Untrusted): PartMap['buttons'] => ({
  type: 'buttons',
  actions: [{ type: 'schedule', label: textOf(label) ?? textOf(title) ?? SCHEDULE }],
});
