import assert from 'node:assert/strict';
import { systemClock } from '../../src/common/systemClock';
import { findServers, type FoundServer } from '../../src/editor/finding/findServers';
import type { LocalServerName } from '../../src/editor/finding/localServers';
import { figure } from '../support/live/figures';
import { LlamaServer } from '../support/live/llamaServer';

const parts = { clock: systemClock, memoryBytes: 64 * 1024 ** 3 };

describe("Finding llama.cpp's own server", () => {
  const find = async (
    port: number,
    server: LocalServerName | undefined,
  ): Promise<FoundServer | undefined> => {
    const begun = performance.now();
    const [found] = await findServers([{ port, server }], parts, new AbortController().signal);
    figure(
      `found at ${server === undefined ? 'any' : 'its'} port after`,
      `${(performance.now() - begun).toFixed(0)} ms`,
    );
    return found;
  };

  it('knows it, and what it has loaded, at its port and at any', async () => {
    const server = await LlamaServer.start({ model: 'smollm' });
    try {
      for (const expected of ['llama.cpp', undefined] as const) {
        const found = await find(server.port, expected);
        assert.equal(found?.server, 'llama.cpp');
        assert.equal(found.state, 'ready');
        assert.equal(found.address, server.origin);
        const [model] = found.models;
        assert.equal(model?.id, 'smollm');
        assert.equal(model.loaded, true);
        // SmolLM2 has 135 million parameters.
        assert.ok(model.billions !== undefined && model.billions > 0.1 && model.billions < 0.2);
        assert.ok((model.bytes ?? 0) > 50e6);
      }
    } finally {
      await server.stop();
    }
  });

  it('knows that it wants a key, although its list is open to everyone', async () => {
    const server = await LlamaServer.start({ model: 'smollm', apiKey: 'sk-live' });
    try {
      assert.equal((await find(server.port, 'llama.cpp'))?.state, 'needs a key');
    } finally {
      await server.stop();
    }
  });
});
