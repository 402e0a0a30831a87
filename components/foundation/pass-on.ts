/**
 * Hands what the page put into a slot on to the slot of the same name in the element around it. An empty slot stands
 * aside, so that what is ours shows.
 */
export function passOn({ target }: Event): void {
  const slot = target as HTMLSlotElement;
  slot.slot = slot.assignedNodes({ flatten: true }).length ? slot.name : '';
}
