/** What a picture in the conversation says. */
export const imageEnglish = {
  'image.open': (host: string) => `Open ${host}`,
};
