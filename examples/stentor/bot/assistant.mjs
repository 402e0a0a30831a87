import { Assistant } from 'stentor';
import { widgetChannel } from './channel.mjs';
import { HANDLER_CLASSES, memoryHandlers } from './handlers.mjs';
import { memoryStorage } from './memory-storage.mjs';

/** The bakery's bot: the published stentor runtime with everything it needs in memory. */
export function createAssistant() {
  return new Assistant()
    .withChannels([widgetChannel])
    .withHandlers(HANDLER_CLASSES)
    .withHandlerService(memoryHandlers)
    .withUserStorage(memoryStorage());
}
