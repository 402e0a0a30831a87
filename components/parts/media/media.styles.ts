import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  figure {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .title,
  .words {
    margin: 0 0 5px;
    font-size: var(--chat-size-small);
    font-weight: 580;
    overflow-wrap: anywhere;
  }
  .words + .words {
    font-weight: 400;
    color: var(--chat-muted);
  }
  figcaption {
    margin-block-start: 5px;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  .room {
    display: grid;
    max-inline-size: var(--room-width, none);
    aspect-ratio: var(--room-ratio, 16 / 9);
    border-radius: var(--chat-radius-card);
    background: var(--chat-sunken);
  }
  .line {
    display: grid;
    max-inline-size: 360px;
    min-block-size: 54px;
    border-radius: var(--chat-radius-card);
  }
  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    border-radius: inherit;
    object-fit: contain;
  }
  audio {
    display: block;
    inline-size: 100%;
    min-inline-size: 0;
  }
  :is(audio, video):focus-visible {
    outline: 1px solid var(--chat-accent-text);
    outline-offset: 1px;
    box-shadow: 0 0 0 4px var(--chat-accent-soft);
  }
  .instead {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    align-content: center;
    justify-content: center;
    gap: var(--chat-space-2);
    inline-size: 100%;
    padding: 10px var(--chat-space-3);
    border: 1px dashed var(--chat-field-line);
    border-radius: inherit;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    line-height: 1.35;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .line .instead {
    justify-content: flex-start;
    text-align: start;
  }
  .room .instead {
    flex-direction: column;
    flex-wrap: nowrap;
  }
  .instead svg {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
  }
  .instead p {
    margin: 0;
    flex: 0 1 auto;
  }
  .ask {
    min-inline-size: 0;
    flex: 0 1 auto;
    color: var(--chat-accent-text);
    font-weight: 580;
  }
  .line .ask {
    flex: 1 1 0;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 6px;
  }
  .ways a {
    text-decoration: none;
  }
`;
