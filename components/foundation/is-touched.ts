/** Whether a finger is what points here: focus in a field would pull up a keyboard over the conversation. */
export const isTouched = (): boolean => matchMedia('(pointer: coarse)').matches;
