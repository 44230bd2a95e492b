import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { downloads, rememberDownload, type Download } from '../../../../src/editor/downloads';
import { removeDownload } from '../../../../src/editor/removal/removeDownload';

describe('removing a model that was downloaded', () => {
  it('takes the files of its repository out of the caches of llama.cpp, and no others', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'codex-spark-models-'));
    try {
      const hub = path.join(home, '.cache', 'huggingface', 'hub');
      const flat = path.join(home, '.cache', 'llama.cpp');
      for (const folder of ['models--ggml-org--A-GGUF', 'models--ggml-org--B-GGUF'])
        mkdirSync(path.join(hub, folder, 'blobs'), { recursive: true });
      mkdirSync(flat, { recursive: true });
      for (const file of ['ggml-org_A-GGUF_a.gguf', 'ggml-org_B-GGUF_b.gguf'])
        writeFileSync(path.join(flat, file), '');
      assert.equal(
        await removeDownload({ by: 'llama.cpp', repository: 'ggml-org/A-GGUF' }, {}, home),
        undefined,
      );
      assert.deepEqual(
        [
          existsSync(path.join(hub, 'models--ggml-org--A-GGUF')),
          existsSync(path.join(hub, 'models--ggml-org--B-GGUF')),
          existsSync(path.join(flat, 'ggml-org_A-GGUF_a.gguf')),
          existsSync(path.join(flat, 'ggml-org_B-GGUF_b.gguf')),
        ],
        [false, true, false, true],
      );
      // What names no repository takes nothing.
      for (const repository of ['', '/', 'ggml-org/', '/A'])
        assert.equal(await removeDownload({ by: 'llama.cpp', repository }, {}, home), undefined);
      assert.ok(existsSync(path.join(hub, 'models--ggml-org--B-GGUF')));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  describe('from an Ollama', () => {
    let server: Server;
    let status: number;
    let asked: string[];
    before(async () => {
      server = createServer((request, response) => {
        let body = '';
        request.on('data', piece => (body += String(piece)));
        request.on('end', () => {
          asked.push(`${request.method} ${request.url} ${body}`);
          response.writeHead(status).end();
        });
      });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    });
    after(() => server.close());
    beforeEach(() => {
      asked = [];
    });
    const model = (): Download => ({
      by: 'ollama',
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      tag: 'qwen2.5-coder:0.5b',
    });

    it('asks the server that has it', async () => {
      status = 200;
      assert.equal(await removeDownload(model(), {}, '/nowhere'), undefined);
      assert.deepEqual(asked, ['DELETE /api/delete {"model":"qwen2.5-coder:0.5b"}']);
    });

    it('is content when it is gone already', async () => {
      status = 404;
      assert.equal(await removeDownload(model(), {}, '/nowhere'), undefined);
    });

    it('says what to do when that does not work', async () => {
      status = 500;
      assert.match(
        (await removeDownload(model(), {}, '/nowhere')) ?? '',
        /HTTP 500.*ollama rm qwen2\.5-coder:0\.5b/,
      );
    });
  });

  it('is remembered once, and what cannot be read is none', async () => {
    const memory = new Map<string, unknown>();
    const memento = {
      get: (name: string) => memory.get(name),
      update: (name: string, value: unknown) => Promise.resolve(void memory.set(name, value)),
    } as Parameters<typeof rememberDownload>[0];
    const one: Download = { by: 'llama.cpp', repository: 'ggml-org/A-GGUF' };
    await rememberDownload(memento, one);
    await rememberDownload(memento, one);
    assert.deepEqual(downloads(memento), [one]);
    for (const name of memory.keys()) memory.set(name, [{ by: 'somebody' }]);
    assert.deepEqual(downloads(memento), []);
  });
});
