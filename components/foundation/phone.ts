/** Where an open panel is the whole window: on a phone, however it is held. */
export const PHONE = '(max-width:480px),(max-width:960px) and (max-height:480px)';
export type Phone = typeof PHONE;
