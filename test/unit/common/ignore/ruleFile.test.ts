import assert from 'node:assert/strict';
import { readRuleFile } from '../../../../src/common/ignore/readRuleFile';
import { decision } from '../../../../src/common/ignore/ruleFile';
import { inGit } from '../../../support/ignore/inGit';

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
    name: 'a rule for a folder and for what is in it',
    files: { '': '**/*\n!**/*/\n!**/*.ts' },
    paths: ['- src/table.csv', '+ src/a.ts', '- table.csv', '- a/b/c.md'],
  },
  {
    name: 'a folder that is taken back, in which one of the same name is not',
    files: { '': '**/build\n!/tools/build' },
    paths: ['+ tools/build/a.ts', '- tools/build/build/a.ts', '- build/a.ts'],
  },
  {
    name: 'a folder that an inner file takes back',
    files: { '': 'output/', tools: '!output/' },
    paths: ['+ tools/output/a.ts', '+ tools/output/deep/a.ts', '- output/a.ts'],
  },
  {
    name: 'blanks at the end',
    files: { '': 'a \nb\\ \nc\t\nd \\ ' },
    paths: ['- a', '- b ', '+ b', '+ c', '- c\t', '+ d', '- d  '],
  },
  {
    name: 'three stars between slashes are two, and none of the folder in front',
    files: { '': '*\n!***\\/*** ', b: '***/' },
    paths: ['- a/x/c.ts', '- a', '- b/x/c.ts'],
  },
  {
    name: 'stars before a slash behind a backslash are a folder at the least',
    files: { '': '*.ts\n!**\\/b.ts\nc\n!***\\/** ' },
    paths: ['- b.ts', '+ a/b.ts', '+ a/c', '- c', '- c/x'],
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
          readRuleFile(folder === '' ? '/w' : `/w/${folder}`, '.gitignore', text),
        );
        const by = decision(`/w/${line.slice(2)}`, rules);
        return `${by && !by.rule.negative ? '-' : '+'} ${line.slice(2)}`;
      }
    });
  }

  it('says which rule of which file it was', () => {
    const by = decision('/w/a/b.ts', [readRuleFile('/w', '.codexsparkignore', '# no\n\n*.js\n*.ts\n')]);
    assert.deepEqual([by?.file.name, by?.rule.line, by?.rule.text], ['.codexsparkignore', 3, '*.ts']);
  });

  it('does what git does', () => {
    const told = inGit(cases.map(({ files, paths }) => ({ files, paths: paths.map(line => line.slice(2)) })));
    cases.forEach(({ name, paths }, at) => {
      const judged = told[at]?.map(
        (by, index) => `${by && !by.negative ? '-' : '+'} ${paths[index]?.slice(2)}`,
      );
      assert.deepEqual(judged, paths, name);
    });
  });
});
