import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    --line: calc(var(--chat-size-small) * 1.35);
    --edge: 10px;
  }
  :host([hidden]) {
    display: none;
  }
  .card {
    display: flex;
    min-block-size: calc(2 * var(--line) + 2 * var(--edge) + 2px);
    border: 1px solid var(--chat-line);
    border-radius: calc(var(--chat-radius-card) - 2px);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    overflow: hidden;
    color: inherit;
    text-decoration: none;
    transition: background-color var(--chat-motion) ease-out;
  }
  a.card:hover {
    background: color-mix(in oklab, var(--chat-raised), var(--chat-text) 4%);
  }
  /* Three lines of words, and where they come from. */
  :host([steady]) .card {
    block-size: calc(4 * var(--line) + 2 * var(--edge) + 2px);
  }
  chat-picture {
    position: relative;
    flex: none;
    inline-size: 64px;
  }
  chat-picture::part(picture) {
    position: absolute;
    inset: 0;
    aspect-ratio: auto;
    border-radius: 0;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
    justify-content: center;
    padding: var(--edge) 12px;
    font-size: var(--chat-size-small);
    line-height: var(--line);
    overflow-wrap: anywhere;
  }
  b,
  p {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    flex: none;
    margin: 0;
    overflow: hidden;
    font-weight: 600;
  }
  p {
    font-weight: 400;
    color: var(--chat-muted);
  }
  /* As many lines as the title leaves: one below a title of two. */
  :host([steady]) .about {
    flex: 0 1 calc(2 * var(--line));
    min-block-size: 0;
    overflow: hidden;
    container-type: size;
  }
  @container (block-size < 1.9em) {
    p {
      -webkit-line-clamp: 1;
      line-clamp: 1;
    }
  }
  small {
    flex: none;
    display: flex;
    gap: 6px;
    max-inline-size: 100%;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
    white-space: nowrap;
  }
  bdi {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .host {
    flex: 0 1 auto;
    white-space: normal;
    max-block-size: calc(2 * var(--line));
  }
  .site {
    flex: 0 1000 auto;
  }
  .site::before {
    content: '· ';
  }
  i {
    inline-size: 60%;
    block-size: 10px;
    margin-block: calc((var(--line) - 10px) / 2);
    border-radius: 5px;
    background: var(--chat-line);
    animation: wait 1.4s ease-in-out infinite alternate;
    animation-play-state: var(--chat-animation, running);
  }
  i:nth-child(2) {
    inline-size: 90%;
  }
  i:nth-child(3) {
    inline-size: 35%;
  }
  @keyframes wait {
    to {
      opacity: 0.45;
    }
  }
  @media (forced-colors: active) {
    i {
      background: GrayText;
    }
  }
`;
