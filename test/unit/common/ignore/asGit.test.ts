import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRuleFile } from '../../../../src/common/ignore/readRuleFile';
import { decision, type Decision } from '../../../../src/common/ignore/ruleFile';
import { inGit, type GitCase } from '../../../support/ignore/inGit';

/** So many sets of rules, each asked about so many paths. */
const sets = 5_000;
const pathsPerSet = 4;

/** Few names, so that rules meet paths. */
const names = ['a', 'b', 'ab', 'build', 'tools', 'x.ts', 'y.ts', 'a b', '#a', '!a', 'a\\b', '[a]', 'a '];
/** Some of these differ from those in upper and lower case only, or are more bytes than characters. */
const moreNames = [...names, 'é', 'A', 'É.ts'];
const wildcards = [
  '*',
  '**',
  '***',
  '*.ts',
  '?',
  'a*',
  '*b',
  '[ab]',
  '[!a]',
  'a**',
  '**b',
  'x?ts',
  'b**l',
  'tools**',
];
const escapes = ['\\*', '\\a', '\\#a', '\\!a', '\\[a]', 'a\\ ', '??', '*\\', '\\\\'];
const classes = ['[[:alpha:]]', '[a-', '[]a]', '[^b]', '[a\\]b]', '[c-a]', '[[:nothing:]]', '[a-c]'];
const wholes = [
  '',
  '# a',
  ' ',
  '/',
  '!',
  '**/*',
  '!**/*/',
  '*',
  '!*/',
  '!**/*.ts',
  '**/build',
  '!/tools/build',
];

/** Rule files and paths, of these names. */
function gitCases(names: readonly string[]): fc.Arbitrary<GitCase> {
  const name = fc.constantFrom(...names);
  const pattern = fc
    .tuple(
      fc.constantFrom('', '', '', '', '!', '!', '!!', '!#'),
      fc.constantFrom('', '', '/', '**/'),
      fc.array(
        fc.oneof(
          { weight: 6, arbitrary: name },
          { weight: 5, arbitrary: fc.constantFrom(...wildcards) },
          { weight: 1, arbitrary: fc.constantFrom(...escapes, ...classes) },
        ),
        { minLength: 1, maxLength: 4 },
      ),
      fc.constantFrom('/', '/', '/', '/', '/', '\\/', '//'),
      fc.constantFrom('', '', '', '', '/', '/**', '/*', ' ', '  ', '\\ ', '/ ', '\t', '\\', '\\/', '\r'),
    )
    .map(([sign, start, segments, separator, end]) => sign + start + segments.join(separator) + end);
  const rules = fc
    .tuple(
      fc.constantFrom('', '', '', '\uFEFF'),
      fc.array(
        fc.oneof({ weight: 4, arbitrary: pattern }, { weight: 1, arbitrary: fc.constantFrom(...wholes) }),
        { minLength: 1, maxLength: 6 },
      ),
      fc.constantFrom('\n', '\n', '\r\n'),
      fc.boolean(),
    )
    .map(([mark, lines, end, last]) => mark + lines.join(end) + (last ? end : ''));
  const path = (maxLength: number): fc.Arbitrary<string> =>
    fc.array(name, { minLength: 1, maxLength }).map(parts => parts.join('/'));
  return fc
    .tuple(
      rules,
      fc.array(fc.tuple(path(2), rules), { maxLength: 2 }),
      fc.array(path(4), { minLength: pathsPerSet, maxLength: pathsPerSet }),
    )
    .map(([outer, inner, paths]) => ({ files: { ...Object.fromEntries(inner), '': outer }, paths }));
}

/**
 * What is ours to decide: the stricter side is taken where the two ways to read a rule differ. Stars behind other characters
 * are among it; a `!` is such a character only behind the one that takes back.
 */
const readTwoWays = /[A-Z\u0080-\ufefe]|[^*/!\\]\*\*|!!\*\*|\*\\\\\//;

/** Other rules are made with `IGNORE_SEED=n`. */
const seed = Number(process.env['IGNORE_SEED'] ?? 1_587_427_978);

describe('the rules of ignore files', function () {
  this.timeout(120_000);
  for (const ignoreCase of [false, true]) {
    it(`mean what they mean to git where core.ignorecase is ${ignoreCase}`, () => {
      const cases = fc.sample(fc.oneof(gitCases(names), gitCases(moreNames)), { numRuns: sets / 2, seed });
      const told = inGit(cases, ignoreCase);
      const wrong: unknown[] = [];
      let ignored = 0;
      cases.forEach(({ files, paths }, at) =>
        paths.forEach((path, index) => {
          const git = told[at]?.[index];
          const by = ours(files, path);
          const [theirs, mine] = [git && !git.negative, by && !by.rule.negative].map(Boolean);
          if (theirs) ignored++;
          const isKnown = mine && readTwoWays.test(JSON.stringify([files, path]));
          const isSame = theirs === mine && (!theirs || ruleOf(by) === `${git?.folder}:${git?.line}`);
          if (!isSame && !isKnown) wrong.push({ files, path, git, ours: ruleOf(by) });
        }),
      );
      assert.deepEqual(wrong.slice(0, 3), [], `seed ${seed}, ${wrong.length} differ`);
      assert.ok(ignored > sets / 4, 'enough is ignored for this to mean something');
    });
  }
});

function ours(files: GitCase['files'], path: string): Decision | undefined {
  // From the outermost folder inwards.
  const folders = Object.keys(files).toSorted((a, b) => a.length - b.length);
  const rules = folders.map(folder =>
    readRuleFile(folder === '' ? '/w' : `/w/${folder}`, '.gitignore', files[folder] ?? ''),
  );
  // What a rule file stands in is a folder; whatever else was asked about is not there, and a file for git.
  const isFolder = folders.some(folder => `${folder}/`.startsWith(`${path}/`));
  return decision(`/w/${path}${isFolder ? '/' : ''}`, rules);
}

const ruleOf = (by: Decision | undefined): string | undefined =>
  by && `${by.file.folder.slice('/w/'.length)}:${by.rule.line}`;
