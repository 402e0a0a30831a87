import type { Chat } from '../core/chat.js';
import type { ReadonlyStore } from '../core/store.js';

/** Waits until the backend has begun its session, or it is clear that it does not. */
export function settled(chat: Chat, id: ReadonlyStore<string | undefined>, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const each of leave) each();
      end.removeEventListener('abort', stop);
      resolve();
    };
    const look = (): void => {
      if (id.get() !== undefined || !chat.busy.get() || chat.state.get().connection !== 'open') stop();
    };
    const leave = [id, chat.busy, chat.state].map((store) => store.subscribe(look));
    end.addEventListener('abort', stop);
    look();
  });
}
