import { css } from 'lit';

/** For every template that draws an avatar; `--size` is set by the class of its place. */
export const avatarStyles = css`
  .avatar {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(
      --chat-avatar,
      linear-gradient(140deg, var(--chat-accent), color-mix(in oklab, var(--chat-accent) 70%, #ff6ad5))
    );
    color: var(--chat-on-accent);
    font-size: 11px;
    font-weight: 650;
    user-select: none;
  }
  .avatar.medium {
    inline-size: 36px;
    block-size: 36px;
    font-size: 14px;
  }
  .avatar.large {
    inline-size: 48px;
    block-size: 48px;
    font-size: 19px;
  }
  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    object-fit: cover;
  }
  .avatar.online::after {
    content: '';
    position: absolute;
    inset-inline-end: -1px;
    inset-block-end: -1px;
    inline-size: 10px;
    block-size: 10px;
    box-sizing: content-box;
    border-radius: 50%;
    background: var(--chat-good);
    border: 2px solid var(--chat-surface);
  }
`;
