import { expect } from '@open-wc/testing';
import { ChatError } from '../protocol/errors.js';
import { fields } from '../config/config.js';
import { loadTransport } from './load.js';
import { loadersFor } from './loaders.js';
import { memoryTransport } from './memory/memory-transport.js';

const options = { url: 'https://bot.example', session: { id: 's', userId: 'u', startedAt: 0 }, timeout: 1 };

describe('loadTransport', () => {
  for (const name of ['direct', 'websocket']) {
    it(`loads ${name}`, async () => {
      const transport = (await loadTransport(name))(options);
      expect(transport).to.have.property('send');
    });
  }

  it('has a loader for each word that the setting may be', async () => {
    expect(fields.transport.type.split(' | ').toSorted()).to.deep.equal(
      Object.keys(await loadersFor('all')).toSorted(),
    );
  });

  for (const name of ['', 'Direct', 'carrier-pigeon', 'constructor', 'toString', '__proto__']) {
    it(`does not know ${JSON.stringify(name)}, and says what there is`, async () => {
      const error: unknown = await loadTransport(name).catch((reason: unknown) => reason);
      expect(ChatError.is(error)).to.equal(true);
      expect(error).to.have.property('code', 'unknown-transport');
      expect(error).to.have.property('message').that.contains('direct, websocket');
    });
  }

  it('says when a chunk did not come, and tries again at the next call', async () => {
    let tries = 0;
    const factory = () => memoryTransport(() => {});
    const loaders = {
      async late() {
        if (tries++ === 0) throw new TypeError('Failed to fetch dynamically imported module');
        return factory;
      },
    };
    const error: unknown = await loadTransport('late', loaders).catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'load-failed', retryable: true });
    expect(await loadTransport('late', loaders)).to.equal(factory);
  });

  it('tells who names the memory transport how it is used', async () => {
    const factory = await loadTransport('memory');
    expect(() => factory(options))
      .to.throw('widget.transport = memoryTransport(fn)')
      .with.property('code', 'bad-config');
  });
});
