import { renderToString } from 'react-dom/server';
import { version } from 'react';
import { App, WithElement, type AppProps } from './app.js';

/** What a server sends. */
export const chat = (props: AppProps): string => renderToString(<App {...props} />);
export const widget = (props: Record<string, unknown>): string => renderToString(<WithElement {...props} />);
export { version };
