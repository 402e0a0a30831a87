import type { Plugin } from 'vite';

export declare function katexFontFile(url: string): string | undefined;
export declare function katexFonts(place?: string): Plugin;
