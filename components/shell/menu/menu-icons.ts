import { svg } from 'lit';
import { icon } from '../../foundation/icons.js';

/** They come with the menu. */
export const restartIcon = icon(svg`<path d="M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5"></path>`);
export const exportIcon = icon(svg`<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"></path>`);
export const maximizeIcon = icon(svg`<path d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7"></path>`);
