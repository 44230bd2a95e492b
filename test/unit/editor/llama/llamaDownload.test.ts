import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { downloadedBytes } from '../../../../src/editor/llama/llamaDownload';

const repository = 'ggml-org/Tiny-GGUF';

describe('downloadedBytes', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'codex-spark-cache-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  const put = async (file: string, bytes: number): Promise<void> => {
    const whole = path.join(home, file);
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFile(whole, Buffer.alloc(bytes));
  };
  const bytes = (environment = {}): Promise<number> => downloadedBytes(repository, environment, home);

  it('is nothing where nothing was loaded', async () => {
    assert.equal(await bytes(), 0);
  });

  it('counts what has come, each file once', async () => {
    const folder = '.cache/huggingface/hub/models--ggml-org--Tiny-GGUF';
    await put(`${folder}/blobs/abc.downloadInProgress`, 700);
    await put(`${folder}/refs/main`, 40);
    await mkdir(path.join(home, folder, 'snapshots', 'c'), { recursive: true });
    await symlink('../../blobs/abc.downloadInProgress', path.join(home, folder, 'snapshots/c/tiny.gguf'));
    assert.equal(await bytes(), 740);
  });

  it('knows the cache of older versions, and folders that are named', async () => {
    await put('.cache/llama.cpp/ggml-org_Tiny-GGUF_tiny.gguf.downloadInProgress', 10);
    await put('.cache/llama.cpp/ggml-org_Other-GGUF_other.gguf', 1_000);
    await put('mine/ggml-org_Tiny-GGUF_tiny.gguf', 5);
    assert.equal(await bytes({ LLAMA_CACHE: path.join(home, 'mine') }), 15);
  });
});
