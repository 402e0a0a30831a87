/** What a backend is told with each request of visitors under Global Privacy Control: that, and the page without its details. */
export function attributesFor(page: string): Readonly<Record<string, unknown>> {
  const { origin, pathname, hostname } = new URL(page);
  return { globalPrivacyControl: true, ...(hostname === 'localhost' ? {} : { currentUrl: origin + pathname }) };
}
