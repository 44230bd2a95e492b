import assert from 'node:assert/strict';
import { ineligible, type EligibilityFacts } from '../../../src/completion/eligibility';

const facts: EligibilityFacts = {
  scheme: 'file',
  path: '/p/src/a.ts',
  languageId: 'typescript',
  enabled: true,
  languages: { '*': true, plaintext: false },
};

describe('ineligible', () => {
  const table: [name: string, change: Partial<EligibilityFacts>, reason: RegExp | undefined][] = [
    ['an ordinary file', {}, undefined],
    ['an untitled document', { scheme: 'untitled', path: 'Untitled-1' }, undefined],
    ['a notebook cell', { scheme: 'vscode-notebook-cell' }, undefined],
    ['switched off', { enabled: false }, /switched off/],
    ['an output channel', { scheme: 'output' }, /not an editable/],
    ['the old side of a diff', { scheme: 'git' }, /not an editable/],
    ['a .env file', { path: '/p/.env' }, /secrets/],
    ['a language that is off', { languageId: 'plaintext' }, /"plaintext"/],
    [
      'a language that is on where all others are off',
      { languages: { '*': false, typescript: true } },
      undefined,
    ],
    ['all languages off', { languages: { '*': false } }, /"typescript"/],
    ['no language setting at all', { languages: {} }, undefined],
  ];
  for (const [name, change, reason] of table) {
    it(name, () => {
      const said = ineligible({ ...facts, ...change });
      if (reason) assert.match(said ?? '', reason);
      else assert.equal(said, undefined);
    });
  }
});
