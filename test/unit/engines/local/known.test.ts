import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock } from '../../../../src/common/systemClock';
import { CodeBase } from '../../../../src/engines/local/codeBase';
import { Recall } from '../../../../src/engines/local/recall';
import type { KnownCode } from '../../../../src/engines/local/recall';
import { silentLog } from '../../../../src/common/log';

/** What the embedded engine may know of files, and what it has to forget. */
describe('what the embedded engine knows', () => {
  let root = '';
  let base: CodeBase;
  let recall: Recall;
  const open = (folder: string): void => {
    base = new CodeBase(folder, systemClock, silentLog);
    recall = new Recall(base, systemClock);
  };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'known-'));
    await write({ 'app/other.ts': 'export const a = 1;\n' });
    open(root);
  });
  afterEach(async () => {
    recall.dispose();
    base.dispose();
    await rm(root, { recursive: true, force: true });
  });

  /** Code that a few words bring back. */
  const code = Array.from(
    { length: 6 },
    (_, at) =>
      `function open${at}() {\n  const lampToken = 'blue lamp of brass';\n  return connect(lampToken);\n}\n`,
  ).join('\n');

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  }

  const recalls = async (known: readonly KnownCode[] = [], path = 'app/work.ts'): Promise<boolean> => {
    const prefix = "function more() {\n  const lampToken = 'blue ";
    const cursor = { kind: 'cursor', path, language: 'typescript', prefix, suffix: '' } as const;
    return (await recall.completeAllowed(cursor, known, 50)).includes('lamp');
  };

  const tab = (path: string): KnownCode => ({ kind: 'document', path, language: 'typescript', text: code });

  const rules: [name: string, files: Readonly<Record<string, string>>][] = [
    ['its own ignore file', { '.codexsparkignore': 'notes.ts' }],
    ['its own ignore file in an inner folder', { 'app/.codexsparkignore': '*.ts' }],
    ['a .gitignore', { '.gitignore': '/app/notes.ts' }],
    [
      'a file that the settings of the repository name',
      { '.git/config': '[core]\n  excludesFile = mine\n', mine: '/app/notes.ts' },
    ],
    ['a .gitignore that means folders and files', { '.gitignore': '**/*\n!**/*/\n!**/work.ts' }],
    ['what git keeps for itself', { '.git/info/exclude': 'notes.ts' }],
    [
      'its own ignore file against one of git',
      { '.codexsparkignore': 'notes.ts', 'app/.gitignore': '!notes.ts' },
    ],
  ];
  for (const [name, files] of rules) {
    it(`does not learn from what is named by ${name}`, async () => {
      await write({ 'app/notes.ts': code, ...files });
      await base.workspace?.refresh();
      assert.equal(await recalls(), false);
    });

    it(`forgets at once what is named since by ${name}`, async () => {
      await write({ 'app/notes.ts': code });
      await base.workspace?.refresh();
      assert.equal(await recalls(), true);
      await write(files);
      assert.equal(await recalls(), false);
    });
  }

  it('obeys an ignore file that is a link', async () => {
    await write({ 'app/notes.ts': code, 'rules.txt': 'notes.ts' });
    await symlink(join(root, 'rules.txt'), join(root, '.codexsparkignore'));
    await base.workspace?.refresh();
    assert.equal(await recalls(), false);
  });

  it('obeys ignore files above the workspace', async () => {
    recall.dispose();
    base.dispose();
    open(join(root, 'app'));
    await write({ 'app/notes.ts': code });
    await base.workspace?.refresh();
    assert.equal(await recalls(), true);
    await write({ '.codexsparkignore': 'notes.ts' });
    assert.equal(await recalls(), false);
  });

  it('learns from a folder that an inner .gitignore takes back', async () => {
    await write({ '.gitignore': 'output/', 'app/.gitignore': '!output/', 'app/output/notes.ts': code });
    await base.workspace?.refresh();
    assert.equal(await recalls(), true);
  });

  for (const [name, lose] of [
    ['deleted', () => rm(join(root, 'app/notes.ts'))],
    ['renamed to a secret', () => rename(join(root, 'app/notes.ts'), join(root, 'app/.env'))],
    ['in a folder that is gone', () => rm(join(root, 'app'), { recursive: true })],
  ] as const) {
    it(`forgets at once a file that is ${name}`, async () => {
      await write({ 'app/notes.ts': code });
      await base.workspace?.refresh();
      assert.equal(await recalls(), true);
      await lose();
      assert.equal(await recalls(), false);
    });
  }

  it('finds the same in another file that may be known', async () => {
    await write({ 'app/notes.ts': code, 'app/copy.ts': code, '.codexsparkignore': 'notes.ts' });
    await base.workspace?.refresh();
    assert.equal(await recalls(), true);
    await rm(join(root, 'app/copy.ts'));
    assert.equal(await recalls(), false);
  });

  it('recalls nothing from tabs that its own ignore file names, whole or in part', async () => {
    const part: KnownCode = {
      kind: 'snippet',
      path: 'app/part.ts',
      language: 'typescript',
      text: code,
      lines: { first: 1, last: 20 },
    };
    assert.equal(await recalls([tab('app/notes.ts')]), true);
    await write({ '.codexsparkignore': 'notes.ts\npart.ts' });
    assert.equal(await recalls([tab('app/notes.ts')]), false);
    assert.equal(await recalls([tab(join(root, 'app/notes.ts')), part]), false);
    assert.equal(await recalls([tab('app/free.ts'), part]), true);
  });

  it('leaves it to whoever sends a tab whether the files of git count for it', async () => {
    await write({ '.gitignore': 'notes.ts' });
    assert.equal(await recalls([tab('app/notes.ts')]), true);
  });

  it('completes nothing in a file that its own ignore file names', async () => {
    await write({ '.codexsparkignore': 'private/' });
    assert.equal(await recalls([tab('app/free.ts')], 'private/work.ts'), false);
  });
});
