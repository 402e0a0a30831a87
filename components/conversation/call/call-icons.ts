import { html } from 'lit';

const icon = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

const handset =
  'M5.5 4h3l1.6 4.2-2 1.5a11.5 11.5 0 0 0 6.2 6.2l1.5-2 4.2 1.6v3a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 4 5.6 1.5 1.5 0 0 1 5.5 4z';

export const callIcon = icon(handset);
export const hangUpIcon = icon(
  'M3 14.5v-1.8C5.2 10.6 8.4 9.5 12 9.5s6.8 1.1 9 3.200v1.800a1 1 0 0 1-1.2 1l-3.3-.7a1 1 0 0 1-.8-1v-1.600a12 12 0 0 0-7.4 0v1.600a1 1 0 0 1-.8 1l-3.3.7a1 1 0 0 1-1.2-1z',
);
export const microphoneIcon = icon(
  'M12 4a2.8 2.8 0 0 0-2.8 2.800v4.400a2.8 2.8 0 0 0 5.6 0V6.800A2.8 2.8 0 0 0 12 4zM6 11a6 6 0 0 0 12 0M12 17v3',
);
export const mutedIcon = icon(
  'M14.8 9.500V6.800a2.8 2.8 0 0 0-5.4-1M9.2 9.500v1.700a2.8 2.8 0 0 0 4.3 2.300M6 11a6 6 0 0 0 9 5.200M18 11a6 6 0 0 1-.7 2.800M12 17v3M4.5 4.500l15 15',
);
