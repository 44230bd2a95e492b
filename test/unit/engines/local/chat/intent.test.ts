import assert from 'node:assert/strict';
import { intentOf } from '../../../../../src/engines/local/chat/intent';
import { workOf } from '../../../../support/work';

const table: Readonly<Record<string, readonly string[]>> = {
  outline: [
    'outline',
    'Give me an outline of this file.',
    'What functions are in this file?',
    'list all classes',
    'Show me the structure of main.ts',
    'which methods are defined here?',
    'what is the structure of this code',
    'Can you list the functions?',
    'overview please',
    'symbols',
  ],
  findings: [
    'any TODOs?',
    'What could be improved?',
    'find problems in this code',
    'Review this file',
    'Is there anything that can be optimised here?',
    'Where can this be simplified?',
    'lint this',
    'are there any code smells',
    'show FIXMEs',
    'what should be cleaned up?',
  ],
  statistics: [
    'How many lines does this have?',
    'statistics',
    'how long is this file?',
    'count the functions',
    'How many functions are there?',
    'lines of code',
  ],
  commands: [
    'help',
    'What can you do?',
    'How do I optimise a selection?',
    'which command rewrites code?',
    'how can I connect a model?',
    'How do I accept a hunk',
    '?',
  ],
  rewrite: ['Optimise this function', 'please refactor this', 'Can you make this faster?', 'simplify it'],
  structure: [
    'Explain this code',
    'What does this function do?',
    'explain `parse`',
    'describe this file',
    'how high is the complexity of f?',
  ],
  other: [
    '',
    'Why does this crash?',
    'Write a function that parses dates',
    'Translate this to Rust',
    'hello',
    'Add tests',
    'How does the parser work?',
    'what is a monad',
    'Is this thread-safe?',
    'What does this use?',
  ],
};

const usages: readonly (readonly [question: string, name: string | undefined])[] = [
  ['Where is `parse` used?', 'parse'],
  ['where is parseText used', 'parseText'],
  ['Who calls readForm?', 'readForm'],
  ['find all usages of the function load', 'load'],
  ['list references to "Session"', 'Session'],
  ['How often is foo_bar called?', 'foo_bar'],
  ['show me all send calls', 'send'],
  ['Which lines use `$x`?', '$x'],
  ['callers of start()', 'start'],
  ['find every occurrence of retry', 'retry'],
  ['occurrences of retry', 'retry'],
  ['where is this used?', undefined],
];

describe('intentOf', () => {
  for (const [kind, questions] of Object.entries(table)) {
    for (const question of questions) {
      it(`${kind}: ${question}`, () => assert.deepEqual(intentOf(question), { kind }));
    }
  }
  for (const [question, name] of usages) {
    it(`usages of ${name}: ${question}`, () => {
      assert.deepEqual(intentOf(question), { kind: 'usages', name });
    });
  }

  it('reads only the beginning and the end of a text that is longer than any question', () => {
    const work = workOf(() => intentOf('list functions '.repeat(1_000)));
    assert.ok(work.characters < 60_000, String(work.characters));
    assert.deepEqual(intentOf(`${'a = 1;\n'.repeat(10_000)}\n\nWhat could be improved?`), {
      kind: 'findings',
    });
  });
});
