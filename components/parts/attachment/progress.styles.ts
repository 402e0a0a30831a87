import { css } from 'lit';

/** A thin bar that fills; the same in a message and above the text box. */
export const progressStyles = css`
  progress {
    display: block;
    inline-size: 100%;
    block-size: 3px;
    margin-block-start: 5px;
    border: 0;
    border-radius: var(--chat-radius-pill);
    overflow: hidden;
    background: var(--chat-line);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--chat-line);
  }
  progress::-webkit-progress-value {
    background: var(--chat-accent-text);
    border-radius: var(--chat-radius-pill);
    transition: inline-size var(--chat-motion) ease-out;
  }
  progress::-moz-progress-bar {
    background: var(--chat-accent-text);
  }
  @media (forced-colors: active) {
    progress {
      appearance: auto;
      block-size: 8px;
    }
  }
`;
