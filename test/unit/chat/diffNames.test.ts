import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { diffNames } from '../../../src/chat/context/diffNames';

/** Names that git writes in one way or another. */
const names = [
  'a.ts',
  'a b/c.ts',
  'x b/x b/x',
  'é.ts',
  'tab\tname',
  'quote"d',
  'back\\slash',
  'b/b',
  'ends ',
  '日本.md',
];

describe('diffNames', () => {
  let root = '';
  const { GIT_DIR: _, GIT_WORK_TREE: __, ...env } = process.env;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  const told = (): (string[] | undefined)[] =>
    git('diff', 'HEAD', '-M')
      .split(/^(?=diff --git )/m)
      .map(diffNames);
  const sorted = (lists: readonly (readonly string[] | undefined)[]): string[] =>
    lists.map(list => JSON.stringify(list?.toSorted())).toSorted();

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'diff-names-'));
    git('init', '-q');
    for (const name of names) write(name, `first of ${name}\n${'line\n'.repeat(20)}`);
    git('add', '-A');
    git('commit', '-qm', 'all');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('reads the names of changed files as git writes them', () => {
    for (const name of names) write(name, `second of ${name}\n${'line\n'.repeat(20)}`);
    assert.deepEqual(sorted(told()), sorted(names.map(name => [name])));
  });

  it('reads those of renamed ones, new ones and deleted ones', () => {
    for (const name of names) renameSync(path.join(root, name), path.join(root, `${name} b`));
    write('new b/new', 'other text\n');
    git('add', '-A');
    assert.deepEqual(sorted(told()), sorted([...names.map(name => [name, `${name} b`]), ['new b/new']]));
    git('rm', '-rq', '--cached', '.');
    assert.deepEqual(sorted(told()), sorted(names.map(name => [name])));
  });

  it('reads those of files without lines', () => {
    for (const name of names) write(name, '\0\u0001');
    assert.deepEqual(sorted(told()), sorted(names.map(name => [name])));
  });

  it('does not guess', () => {
    for (const part of [
      '',
      'diff --git i/a.ts w/a.ts\n',
      'diff --git a/x b/y b/x b/z\nsimilarity index 100%\n',
      'x',
    ])
      assert.equal(diffNames(part), undefined);
  });
});
