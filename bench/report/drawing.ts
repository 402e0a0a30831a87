const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Words that are no markup. */
export const words = (text: string): string => text.replace(/[&<>"]/g, (each) => escapes[each] ?? each);

/** A number as people read it, with three digits that matter. */
export function short(value: number): string {
  if (value === 0) return '0';
  if (value < 0) return `−${short(-value)}`;
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(2).replace(/\.?0+$/, '');
}

// Looked at in a README of either colour: the drawing asks the reader's system, not the page.
const style = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-weight: 600; font-size: 15px; }
.quiet { fill: #59636e; }
.own-text { font-weight: 600; }
.grid { stroke: #d1d9e0; }
.peer { fill: #8b949e; } .reference { fill: #c8d1da; } .own { fill: #0969da; }
.line { fill: none; stroke-width: 2; } .line.peer { stroke: #8b949e; fill: none; } .line.own { stroke: #0969da; stroke-width: 3; fill: none; } .line.reference { stroke: #c8d1da; stroke-dasharray: 5 4; fill: none; }
.range { stroke: #1f2328; stroke-width: 1.5; }
.paper { fill: #fff; }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; } .quiet { fill: #9198a1; } .grid { stroke: #3d444d; } .paper { fill: #0d1117; }
.peer { fill: #6e7681; } .reference { fill: #3d444d; } .own { fill: #4493f8; }
.line.peer { stroke: #8b949e; } .line.own { stroke: #4493f8; } .line.reference { stroke: #59636e; }
.range { stroke: #f0f6fc; }
}`;

/** A whole drawing, with a name and a description for who cannot see it. */
export const drawing = (
  size: { readonly width: number; readonly height: number },
  title: string,
  description: string,
  content: string,
): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="title description">
<title id="title">${words(title)}</title>
<desc id="description">${words(description)}</desc>
<style>${style}</style>
<rect class="paper" width="100%" height="100%" rx="6"/>
<text class="title" x="20" y="30">${words(title)}</text>
${content}
</svg>
`;

/** Characters that a name has room for. */
const ROOM = 36;

/** The name of a chat in a drawing; the table has the whole of it. */
export const named = (label: string): string => words(label.length > ROOM ? `${label.slice(0, ROOM - 1)}…` : label);
