/**
 * Whether the visitor's browser asks that nothing about them be sold or shared (Global Privacy Control). Nobody can
 * switch that off but the visitor.
 */
export const privacyControl = (browser: object | undefined = globalThis.navigator): boolean =>
  browser !== undefined && 'globalPrivacyControl' in browser && browser.globalPrivacyControl === true;
