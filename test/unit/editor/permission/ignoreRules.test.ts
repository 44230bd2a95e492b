import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { decision, ruleFile } from '../../../../src/editor/permission/ignoreRules';

/** Rule files by their folder below the root, and the paths that are ignored (`-`) or not (`+`). */
interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'names',
    files: { '': '*.log\nbuild/\n/top.txt' },
    paths: [
      '- a.log',
      '- x/y/a.log',
      '- build/a.ts',
      '- x/build/a.ts',
      '- top.txt',
      '+ x/top.txt',
      '+ a.ts',
      '+ build',
    ],
  },
  {
    name: 'the last rule decides',
    files: { '': '*.ts\n!keep.ts\nold/keep.ts' },
    paths: ['- a.ts', '+ keep.ts', '+ x/keep.ts', '- old/keep.ts'],
  },
  {
    name: 'what lies in an ignored folder stays ignored',
    files: { '': 'dist/\n!dist/keep.js' },
    paths: ['- dist/keep.js'],
  },
  {
    name: 'its content can be taken back',
    files: { '': 'dist/*\n!dist/keep.js' },
    paths: ['+ dist/keep.js', '- dist/other.js'],
  },
  {
    name: 'a nested file goes before an outer one',
    files: { '': '*.pem\ngen/', a: '!test.pem\n!gen/' },
    paths: [
      '- x.pem',
      '- test.pem',
      '+ a/test.pem',
      '- a/x.pem',
      '+ a/gen/b.ts',
      '- a/gen/x.pem',
      '- gen/b.ts',
    ],
  },
  { name: 'but not into an ignored folder', files: { '': 'out/', out: '!a.ts' }, paths: ['- out/a.ts'] },
  {
    name: 'patterns with folders are anchored',
    files: { a: 'b/c.ts\n**/d.ts\ne/**/f.ts' },
    paths: ['- a/b/c.ts', '+ a/x/b/c.ts', '- a/x/y/d.ts', '- a/e/f.ts', '- a/e/x/f.ts', '+ d.ts'],
  },
  {
    name: 'what is written strangely',
    files: { '': '\uFEFF# comment\n\n\\#hash\n\\!bang\n!#hash2\nspace \\ \r\n[a-c].x\n?.y' },
    paths: ['- #hash', '- !bang', '- b.x', '+ d.x', '- z.y', '+ zz.y'],
  },
  {
    name: 'all below a folder',
    files: { '': 'a/**\n!a/x/' },
    paths: ['- a/b.ts', '- a/x/b.ts'],
  },
  {
    name: 'everything but',
    files: { '': '*\n!*/\n!*.ts' },
    paths: ['+ a.ts', '+ x/a.ts', '- a.js', '- x/a.js'],
  },
];

describe('decision', () => {
  for (const { name, files, paths } of cases) {
    it(name, () => {
      assert.deepEqual(paths.map(judge), paths);
      function judge(line: string): string {
        const rules = Object.entries(files).map(([folder, text]) =>
          ruleFile(folder === '' ? '/w' : `/w/${folder}`, '.gitignore', text),
        );
        const by = decision(`/w/${line.slice(2)}`, rules);
        return `${by && !by.rule.negative ? '-' : '+'} ${line.slice(2)}`;
      }
    });
  }

  it('says which rule of which file it was', () => {
    const by = decision('/w/a/b.ts', [ruleFile('/w', '.codexsparkignore', '# no\n\n*.js\n*.ts\n')]);
    assert.deepEqual([by?.file.name, by?.rule.line, by?.rule.text], ['.codexsparkignore', 3, '*.ts']);
  });

  it('does what git does', () => {
    for (const { name, files, paths } of cases) assert.deepEqual(inGit(files, paths), paths, name);
  });
});

/** What git itself says about the same files. */
function inGit(files: Readonly<Record<string, string>>, paths: readonly string[]): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'ignore-rules-'));
  const git = (...args: string[]): string => {
    const { GIT_DIR: _, GIT_WORK_TREE: __, ...env } = process.env;
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  };
  try {
    git('init', '-q');
    for (const [folder, text] of Object.entries(files)) {
      mkdirSync(path.join(root, folder), { recursive: true });
      writeFileSync(path.join(root, folder, '.gitignore'), text);
    }
    const ignored = (name: string): boolean => {
      try {
        git('check-ignore', '-q', '--no-index', '--', name);
        return true;
      } catch {
        return false;
      }
    };
    return paths.map(line => `${ignored(line.slice(2)) ? '-' : '+'} ${line.slice(2)}`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
