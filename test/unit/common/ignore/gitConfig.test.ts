import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { excludesFileIn } from '../../../../src/common/ignore/gitConfig';

describe('excludesFileIn', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'git-config-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** What git itself reads there. */
  const git = (config: string): string | undefined => {
    const file = path.join(folder, 'config');
    writeFileSync(file, config);
    try {
      return execFileSync('git', ['config', '--file', file, '--get', 'core.excludesFile'], {
        encoding: 'utf8',
      }).replace(/\n$/, '');
    } catch {
      return undefined;
    }
  };

  for (const config of [
    '',
    '[core]\n\texcludesFile = ~/.gitignore_global\n',
    '[core]\nexcludesfile=/etc/ignore\n[user]\nname = x\n',
    '[CORE]\r\n  EXCLUDESFILE = a b\r\n',
    '[core] excludesFile = x\n',
    '[core]\nexcludesFile = a # of all\n',
    '[core]\nexcludesFile = "a # b" ; of all\n',
    '[core]\nexcludesFile = "a\\"b\\\\c"\n',
    '[core]\nexcludesFile = a\\\nb\n',
    '[core]\nexcludesFile =\n',
    '[core]\nexcludesFile = a\nexcludesFile = b\n',
    '[core]\nexcludesFile = a\n[user]\nexcludesFile = b\n',
    '[core "x"]\nexcludesFile = b\n',
    '[user]\nexcludesFile = b\n',
    '# [core]\n# excludesFile = b\n',
    '[core]\nexcludesFiles = b\n',
    '[a "]"]\n[core]\nexcludesFile = b\n',
  ])
    it(`reads ${JSON.stringify(config)} as git does`, () =>
      assert.equal(excludesFileIn(config), git(config)));
});
