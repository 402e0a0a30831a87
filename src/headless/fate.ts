import type { Chat } from '../core/chat.js';

/** Whether a message was delivered, once that is known. One that was taken back, or left behind, was not. */
export function fateOf(chat: Chat, id: string, end: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (delivered: boolean): void => {
      for (const each of leave) each();
      end.removeEventListener('abort', give);
      resolve(delivered);
    };
    const give = (): void => settle(false);
    const look = (): void => {
      const delivery = chat.message(id)?.get().delivery;
      if (delivery !== 'pending') settle(delivery === 'delivered');
    };
    const leave = [chat.on(look), chat.order.subscribe(look)];
    end.addEventListener('abort', give);
    look();
  });
}
