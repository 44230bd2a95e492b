import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inWords, isNothing } from '../../../../src/editor/removal/inWords';
import { lookForData, type Places } from '../../../../src/editor/removal/leftBehind';

const ours = 'codex-spark-live.codex-spark-live';

describe('what an uninstall leaves behind', () => {
  let user: string;
  beforeEach(() => {
    user = mkdtempSync(path.join(tmpdir(), 'codex-spark-removal-'));
  });
  afterEach(() => rmSync(user, { recursive: true, force: true }));

  const put = (text: string, ...names: string[]): void => {
    const file = path.join(user, ...names);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const places = (more: Partial<Places> = {}): Places => ({
    workspace: path.join(user, 'workspaceStorage', 'this', ours),
    global: path.join(user, 'globalStorage', ours),
    secrets: [],
    state: [],
    downloads: [],
    ...more,
  });
  const folders = async (given: Places): Promise<string[]> =>
    (await lookForData(given)).folders.map(({ path: folder }) =>
      path.relative(user, folder).replaceAll('\\', '/'),
    );

  it('is nothing at first', async () => {
    assert.ok(isNothing(await lookForData(places())));
  });

  it('are the folders of this workspace, of all, and of the others, and nobody else’s', async () => {
    put('12345', 'workspaceStorage', 'this', ours, 'conversations', 'a.json');
    put('1', 'workspaceStorage', 'other', ours, 'conversations', 'b.json');
    put('1', 'workspaceStorage', 'other', 'some.neighbour', 'c.json');
    put('1', 'workspaceStorage', 'other', 'workspace.json');
    put('1', 'globalStorage', ours, 'conversations', 'd.json');
    put('1', 'globalStorage', 'some.neighbour', 'd.json');
    assert.deepEqual((await folders(places())).sort(), [
      `globalStorage/${ours}`,
      `workspaceStorage/other/${ours}`,
      `workspaceStorage/this/${ours}`,
    ]);
    const [first] = (await lookForData(places())).folders;
    assert.deepEqual([first?.files, first?.bytes], [1, 5]);
  });

  it('is not where a running engine says that it is there', async () => {
    put('1', 'globalStorage', ours, 'engines', 'a.json');
    assert.ok(isNothing(await lookForData(places())));
    put('12', 'globalStorage', ours, 'conversations', 'd.json');
    assert.deepEqual(
      (await lookForData(places())).folders.map(({ files, bytes }) => [files, bytes]),
      [[1, 2]],
    );
  });

  it('are found without a workspace, too', async () => {
    put('1', 'workspaceStorage', 'other', ours, 'conversations', 'b.json');
    assert.deepEqual(await folders(places({ workspace: undefined })), [`workspaceStorage/other/${ours}`]);
  });

  it('are this folder only where VS Code names it in another way', async () => {
    const workspace = path.join(user, 'somewhere', 'else');
    put('1', 'somewhere', 'else', 'conversations', 'a.json');
    put('1', 'other', ours, 'a.json');
    assert.deepEqual(await folders(places({ workspace })), ['somewhere/else']);
  });

  it('are told in words, a line for each kind', async () => {
    put('12345', 'workspaceStorage', 'this', ours, 'conversations', 'a.json');
    for (const other of ['one', 'two']) put('1', 'workspaceStorage', other, ours, 'conversations', 'a.json');
    const found = await lookForData(
      places({
        secrets: ['codexSpark.apiKey:https://api.openai.com'],
        state: ['codexSpark.lookedForModels'],
        downloads: [{ by: 'ollama', address: 'http://127.0.0.1:11434', tag: 'qwen2.5-coder:0.5b' }],
      }),
    );
    assert.deepEqual(inWords(found).split('\n'), [
      'API keys: https://api.openai.com',
      'Conversations of this workspace, in files: 1 (1 KB)',
      'Conversations of other workspaces, in files: 2 (1 KB)',
      'Entries that are remembered (instructions, servers that were found): 1',
      'Models that were downloaded from here: qwen2.5-coder:0.5b (Ollama)',
    ]);
  });
});
