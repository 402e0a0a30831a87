/** What a question with more than one answer says. */
export const multiSelectEnglish = {
  'multi-select.name': 'Choose what fits',
  'multi-select.atLeast': (min: number) => `Choose at least ${min}`,
  'multi-select.atMost': (max: number) => `Choose up to ${max}`,
  'multi-select.exactly': (count: number) => `Choose ${count}`,
  'multi-select.between': ({ min, max }: { min: number; max: number }) => `Choose ${min} to ${max}`,
  'multi-select.submit': 'Send',
  'multi-select.count': ({ label, count }: { label: string; count: number }) => `${label} (${count})`,
  'multi-select.chosen': 'Chosen',
};
