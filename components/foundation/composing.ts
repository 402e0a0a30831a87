/** A word is being composed: the key is for what composes it. 229: Safari ends the composition before the key. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
