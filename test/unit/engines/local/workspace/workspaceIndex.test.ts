import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clock } from '../../../../../src/common/clock';
import { Encoder } from '../../../../../src/engines/local/recall/encoder';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';
import {
  defaultLimits,
  WorkspaceIndex,
  type WorkspaceLimits,
} from '../../../../../src/engines/local/workspace/workspaceIndex';
import { silentLog } from '../../../../../src/common/log';

describe('workspace index', () => {
  let root = '';
  let now = 0;
  const clock: Clock = { now: () => now, setTimeout: () => ({ dispose() {} }) };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'workspace-index-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  }

  function open(limits: Partial<WorkspaceLimits> = {}): WorkspaceIndex {
    const table = new SymbolTable();
    return new WorkspaceIndex(root, table, new Encoder(table), clock, silentLog, {
      ...defaultLimits,
      ...limits,
    });
  }

  it('reads source files and nothing else', async () => {
    await write({
      'a.ts': 'a();',
      'src/b.py': 'b()',
      '.gitignore': 'ignored/\n*.gen.ts\n',
      'ignored/c.ts': 'c();',
      'src/d.gen.ts': 'd();',
      'node_modules/e/index.js': 'e();',
      '.env': 'KEY=1',
      'secrets.json': '{}',
      'big.ts': 'a();\n'.repeat(60_000),
      'min.js': 'a();'.repeat(9000),
      'picture.png': 'x',
    });
    await symlink(join(root, 'a.ts'), join(root, 'link.ts'));
    const workspace = open();
    await workspace.refresh();
    const paths = ['a.ts', 'src/b.py'];
    assert.deepEqual(
      paths.map(path => workspace.index.has(path)),
      [true, true],
    );
    assert.equal(workspace.index.size, 2);
  });

  it('follows changes, new files and deletions with the next pass', async () => {
    await write({ 'a.ts': 'first();', 'b.ts': 'b();' });
    const workspace = open({ refreshInterval: 1000 });
    await workspace.refresh();
    const before = workspace.index.symbolCount;
    await write({ 'a.ts': 'first(); second();', 'c.ts': 'c();' });
    await utimes(join(root, 'a.ts'), 1000, 1000);
    await rm(join(root, 'b.ts'));
    await workspace.refresh();
    assert.equal(workspace.index.symbolCount, before, 'not before the interval is over');
    now += 1000;
    await workspace.refresh();
    assert.deepEqual(
      ['a.ts', 'b.ts', 'c.ts'].map(path => workspace.index.has(path)),
      [true, false, true],
    );
    assert.equal(workspace.index.symbolCount, 12);
  });

  it('stays within its bounds', async () => {
    await write(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${at}.ts`, 'a();'])));
    const few = open({ maxFiles: 5 });
    await few.refresh();
    assert.equal(few.index.size, 5);
    const small = open({ maxSymbols: 10 });
    await small.refresh();
    assert.equal(small.index.symbolCount, 8);
  });

  it('does nothing for a folder that is not there, and after its end', async () => {
    const workspace = open();
    await rm(root, { recursive: true });
    await workspace.refresh();
    assert.equal(workspace.index.size, 0);
    workspace.dispose();
    await workspace.refresh();
  });
});
