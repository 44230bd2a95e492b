import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readsAsSentence } from '../../../src/common/sentence';

/** Sentences that small models wrote where code was asked for. */
const sentences = [
  'The code is correct. It uses the `select` method to select the first element of the specified range.',
  'You can use the `showOptions` method to get the command options.',
  'This code is a simple example of a retry function in a retry-based system.',
  'The code is designed to remove the cursor from the document after a certain amount of time',
  'If the range is empty, it returns false.',
  'The code is to ensure that it is a JSON string, as ES6 has it. It uses a `noJSONHook` to see that it is a JSON string.',
];

const code = [
  'Return the value of x;',
  'Type is a Name of Type and Kind',
  'Given a list of names and a name that is not in it, When it is asked for',
  'Foo.bar is the one that is meant by all of them.',
  'return await this is of no use to you and us;',
  'MOVE THE NAME TO THE LIST OF NAMES.',
  'Feature: a list of names that is long',
  '// The list is what all of them are read from.',
  'import Foo from the other list of names and the like.',
  'A, B, C, D, E, F',
  '',
];

describe('readsAsSentence', () => {
  for (const line of sentences) it(`knows ${JSON.stringify(line)}`, () => assert.ok(readsAsSentence(line)));
  for (const line of code.filter(each => !each.startsWith('Given')))
    it(`leaves ${JSON.stringify(line)}`, () => assert.ok(!readsAsSentence(line)));

  it('finds no sentence among the lines of code of this project, comments and texts aside', () => {
    // A recorded answer has lines of prose.
    const recorded = path.join('editor', 'walkthrough', 'tourText.ts');
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      name => name.endsWith('.ts') && name !== recorded,
    );
    const found = files.flatMap(name =>
      readFileSync(path.join('src', name), 'utf8')
        .split('\n')
        .filter(line => !/^\s*(?:\/\/|\/?\*)/.test(line) && readsAsSentence(line))
        .map(line => `${name}: ${line}`),
    );
    assert.deepEqual(found, []);
  });
});
