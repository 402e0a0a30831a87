// The custom properties a page may set, read from the one place that gives them their values.
import { tokens } from '../components/foundation/styles/tokens.ts';

/** Each with its name and its default. */
export const customProperties = [...tokens.matchAll(/(--chat-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => ({
  name,
  default: value.replace(/\s+/g, ' ').trim(),
}));
