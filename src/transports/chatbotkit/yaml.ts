/** Words that stay what they are without quotes. */
const plain = /^[\p{L}_][\p{L}\p{N}_ .@/+-]*$/u;
/** Words that YAML takes for something else. */
const taken = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** JSON is YAML: whatever might be read as something else is quoted as there. */
const scalar = (value: unknown): string =>
  typeof value === 'string' && plain.test(value) && value.trim() === value && !taken.test(value)
    ? value
    : (JSON.stringify(value) ?? 'null');

const entry = (name: string, value: unknown): string =>
  Array.isArray(value) && value.length > 0
    ? [`${scalar(name)}:`, ...value.map((each: unknown) => `  - ${scalar(each)}`)].join('\n')
    : `${scalar(name)}: ${scalar(value)}`;

/** What was put into a form, as YAML: a line for each field. Lists have lines of their own. */
export const toYaml = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => entry(name, value))
    .join('\n');
