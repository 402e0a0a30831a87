import { html } from 'lit';

/** Only pictures the browser may fetch as pictures; anything else becomes the initial. */
function pictureUrl(raw: string): string | undefined {
  try {
    const url = new URL(raw, document.baseURI);
    return /^https?:|^data:image\/(?:png|jpeg|gif|webp);/.test(url.href) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
/** The first sign that is to be seen: two letters are a flag, and some have marks. */
const initialOf = (name: string): string =>
  /(?:\p{RI}{2}|[^\p{C}\p{Z}])\p{M}*/u.exec(name)?.[0].toLocaleUpperCase() ?? '';

/** A picture, or the initial of the name. Decoration: the name stands beside it. */
export function avatarTemplate(name: string, url: string | undefined, look = '') {
  const picture = url ? pictureUrl(url) : undefined;
  return html`<span class="avatar ${look}" part="avatar" aria-hidden="true"
    >${
      picture
        ? html`<img src=${picture} alt="" width="36" height="36" loading="lazy" referrerpolicy="no-referrer" />`
        : initialOf(name)
    }</span
  >`;
}
