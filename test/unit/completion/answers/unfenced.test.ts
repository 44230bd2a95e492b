import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fenceMeaning, holdBack, unfenced } from '../../../../src/completion/answers/unfenced';
import { at } from '../../../support/completion/cursorText';

describe('unfenced', () => {
  const table: [text: string, ended: boolean, inside: string][] = [
    ['```ts\na();\n```', true, 'a();'],
    ['\n```\na();\nb();\n```\nThat is all.', true, 'a();\nb();'],
    ['```ts\na();', true, 'a();'],
    ['```ts\na();\n', false, 'a();'],
    ['```ts\na();\n``', false, 'a();'],
    ['``', false, ''],
    ['``', true, '``'],
    ['a();\n```', true, 'a();\n```'],
    ['```ts\n```', true, ''],
    ['```\nfoo\n``` There you are.', true, 'foo'],
    ['~~~ts\na();\n~~~', true, 'a();'],
    ['````md\n```\na\n```\n````', true, '```\na\n```'],
    ['```md\n# A\n```sh\nb\n```\nc\n```\nThere.', true, '# A\n```sh\nb\n```\nc'],
    ['```python\n  ```\n  f()\n  ```\n```', true, '  ```\n  f()\n  ```'],
    ['  ```ts\n  a();\n  ```', true, '  a();'],
    ['```ts\r\na();\r\nb();\r\n```\r\n', true, 'a();\r\nb();'],
    ['```ts\na\n`', false, 'a'],
    ['```ts', false, ''],
    ['~~', false, ''],
    ['a ``', false, 'a ``'],
    ['```ts\na();\n```\nThat', false, 'a();'],
    ['```ts\na();\n```', false, 'a();'],
    ['```ts\na();\n``` There', false, 'a();'],
    ['```ts\na();\nb();\nc', false, 'a();\nb();\nc'],
    ['```ts\na();\nb();\n``', false, 'a();\nb();'],
    ['```ts', true, ''],
    [' \n```\na();\n```', true, 'a();'],
    [' \n', true, ' \n'],
    [' \n', false, ''],
    ['~a', false, '~a'],
    ['`a', false, '`a'],
    ['a\n``', false, 'a\n``'],
  ];
  for (const [text, ended, inside] of table) {
    it(`${JSON.stringify(text)}${ended ? '' : '…'} is ${JSON.stringify(inside)}`, () =>
      assert.equal(unfenced(text, ended, 'wrapping'), inside));
  }
});

describe('unfenced, while the text grows', () => {
  it('never takes back what it let through', () => {
    const piece = fc.constantFrom(
      '```ts\n',
      '\n```',
      '```',
      '~~~',
      '`',
      '\n',
      '\r\n',
      'a',
      '  ',
      '````md\n',
      ' b',
    );
    const meaning = fc.constantFrom('wrapping' as const, 'content' as const, 'unknown' as const);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), meaning, (pieces, meaning) => {
        const text = pieces.join('');
        let before = '';
        for (let end = 1; end <= text.length; end++) {
          const now = unfenced(text.slice(0, end), false, meaning);
          assert.ok(now.startsWith(before), JSON.stringify({ text: text.slice(0, end), before, now }));
          before = now;
        }
        assert.ok(unfenced(text, true, meaning).startsWith(before), JSON.stringify({ text, before }));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('fenceMeaning', () => {
  const table: [languageId: string, screen: string, meaning: string][] = [
    ['typescript', 'const a = █', 'wrapping'],
    ['markdown', '# A\n\n█', 'content'],
    ['markdown', '# A\n\n```ts\n█\n```\n', 'wrapping'],
    ['markdown', '```ts\na\n```\n█\n', 'content'],
    ['markdown', 'Write ``` for a block.\n\n█', 'content'],
    ['markdown', '`a` is a name.\n\n█', 'content'],
    ['markdown', '~5 minutes\n\n█', 'content'],
    ['markdown', '````md\n```\n█\n', 'wrapping'],
    ['html', '<!--\n█\n-->', 'wrapping'],
    ['rust', '/// Adds.\n/// █\nfn add() {}', 'unknown'],
    ['python', 'def f():\n    """Adds.\n\n    █\n    """', 'unknown'],
    ['python', '"""Adds.\n\n█\n"""', 'content'],
    ['vue', '<script>\nconst a = █\n</script>', 'wrapping'],
  ];
  for (const [languageId, screen, meaning] of table) {
    it(`${languageId}: ${JSON.stringify(screen)} is ${meaning}`, () =>
      assert.equal(fenceMeaning(at(screen, { languageId })), meaning));
  }

  it('in a comment its closing line tells', () => {
    const doc = '```\n/// add(1);\n/// ```';
    assert.equal(unfenced(doc, true, 'unknown'), doc);
    assert.equal(unfenced('```rust\nadd(1);\n```', true, 'unknown'), 'add(1);');
    assert.equal(unfenced('```rust\nadd(1);\n```', false, 'unknown'), '');
  });

  it('in a document of fences all of it is shown', () =>
    assert.equal(unfenced('```ts\na();\n```', true, 'content'), '```ts\na();\n```'));
});

describe('holdBack', () => {
  it('leaves off what may be the beginning of a marker', () => {
    assert.equal(holdBack('a</fi', '</fill>'), 'a');
    assert.equal(holdBack('a<b', '</fill>'), 'a<b');
    assert.equal(holdBack('', '</fill>'), '');
    assert.equal(holdBack('</fill>', '</fill>'), '</fill>');
    assert.equal(holdBack('a</fill>', '</fill>'), 'a</fill>');
  });
});
