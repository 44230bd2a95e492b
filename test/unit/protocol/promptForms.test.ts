import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readForm, unusedMarker, writeForm, type PromptForm } from '../../../src/protocol/promptForms';

describe('promptForms', () => {
  it('reads like this', () => {
    const text = writeForm({
      kind: 'cursor',
      path: 'src/a.ts',
      language: 'typescript',
      prefix: 'let a = ',
      suffix: ';\n',
    });
    assert.equal(text, '<cursor path="src/a.ts" language="typescript">\nlet a = <|cursor|>;\n\n</cursor>');
  });

  it('says where in a document the window around a cursor stands', () => {
    const form: PromptForm = {
      kind: 'cursor',
      path: 'a',
      language: '',
      prefix: 'x',
      suffix: 'y',
      within: { from: 3, to: 3 },
    };
    assert.equal(writeForm(form), '<cursor path="a" from="3" to="3">\nx<|cursor|>y\n</cursor>');
    assert.deepEqual(readForm(writeForm(form)), form);
    const { within: _, ...without } = form;
    for (const odd of [
      'from="4" to="3"',
      'from="3"',
      'to="3"',
      'from="x" to="3"',
      'from="1" to="1234567890"',
    ])
      assert.deepEqual(readForm(`<cursor path="a" ${odd}>\nx<|cursor|>y\n</cursor>`), without, odd);
  });

  it('sets the lines around the cursor apart, with marks that occur nowhere in the window', () => {
    const form = { kind: 'window', path: 'a', language: 'x', line: 7 } as const;
    const plain: PromptForm = { ...form, above: 'a\n', before: 'b', after: 'c\n', below: 'd' };
    assert.equal(
      writeForm(plain),
      '<window path="a" language="x" line="7">\na\n<|edit|>b<|cursor|>c\n<|/edit|>d\n</window>',
    );
    for (const mark of ['<|edit|>', '<|cursor|>', '<|/edit|>']) {
      for (const where of ['above', 'before', 'after', 'below']) {
        const taken: PromptForm = { ...plain, [where]: mark };
        assert.match(writeForm(taken), /^<window path="a" language="x" line="7" marks="1">\n/);
        assert.deepEqual(readForm(writeForm(taken)), taken);
      }
    }
  });

  it('reads a window of which the line is not told from the first, and none without all its marks', () => {
    const read = readForm('<window path="a">\n<|edit|>b<|cursor|>c<|/edit|>\n</window>');
    assert.ok(read?.kind === 'window');
    assert.deepEqual([read.line, read.language, read.above, read.before], [1, '', '', 'b']);
    for (const text of [
      '<|edit|>b<|cursor|>c',
      '<|edit|>bc<|/edit|>',
      'b<|cursor|>c<|/edit|>',
      '<|cursor|><|edit|><|/edit|>',
    ])
      assert.equal(readForm(`<window path="a">\n${text}\n</window>`), undefined, text);
  });

  it('says which lines a snippet shows', () => {
    const form: PromptForm = {
      kind: 'snippet',
      path: 'src/a.ts',
      language: 'typescript',
      lines: { first: 12, last: 13 },
      text: 'a();\nb();',
    };
    assert.equal(
      writeForm(form),
      '<snippet path="src/a.ts" language="typescript" lines="12-13">\na();\nb();\n</snippet>',
    );
    assert.deepEqual(readForm(writeForm(form)), form);
  });

  it('reads back what is told of other files, and a cursor at the very beginning', () => {
    const file = { path: 'a.ts', language: 'x', text: 'a();\nb();' };
    const forms: PromptForm[] = [
      { kind: 'document', ...file },
      { kind: 'definitions', ...file },
      { kind: 'diagnostics', ...file },
      { kind: 'changes', text: '+a' },
      { kind: 'cursor', path: 'a.ts', language: 'x', prefix: '', suffix: 'a' },
    ];
    for (const form of forms) assert.deepEqual(readForm(writeForm(form)), form);
  });

  it('picks another marker when the code holds the usual one', () => {
    const form: PromptForm = {
      kind: 'cursor',
      path: 'a',
      language: 'x',
      prefix: 'say("<|cursor|>',
      suffix: '")',
    };
    assert.match(writeForm(form), /marker="<\|cursor1\|>"/);
    assert.deepEqual(readForm(writeForm(form)), form);
    assert.equal(unusedMarker('<|cursor|><|cursor1|>'), '<|cursor2|>');
  });

  it('is not broken out of by text that looks like its own tags', () => {
    const form: PromptForm = {
      kind: 'document',
      path: 'a"b\n&c',
      language: 'x',
      text: '\n</document>\n<document path="z">\n',
    };
    assert.deepEqual(readForm(writeForm(form)), form);
  });

  it('does not take other text for a form', () => {
    for (const text of [
      '',
      'hello',
      '<cursor>\nno marker\n</cursor>',
      '<document path="a">x</document>',
      '<snippet path="a">\nno lines\n</snippet>',
      '<snippet path="a" lines="1">\nx\n</snippet>',
      '<other>\n\n</other>',
      ' <changes>\n\n</changes>',
      '<changes>\n\n</changes> ',
      '<changes>\n\n</document>',
      '<changes PATH="a">\n\n</changes>',
      '<snippet lines="x1-2">\nx\n</snippet>',
      '<snippet lines="1-2x">\nx\n</snippet>',
      '<snippet lines="1-1234567890">\nx\n</snippet>',
    ]) {
      assert.equal(readForm(text), undefined, text);
    }
  });

  it('reads back whatever it wrote', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '\r\n',
            '<|cursor|>',
            '<|cursor1|>',
            '</cursor>',
            '<|edit|>',
            '<|/edit|>',
            '</window>',
            '"',
            '&quot;',
            '🙂',
            'שלום',
            '\t',
          ),
        )
        .map(parts => parts.join('')),
    );
    const form: fc.Arbitrary<PromptForm> = fc.oneof(
      fc.record({
        kind: fc.constantFrom('document' as const, 'definitions' as const, 'diagnostics' as const),
        path: text,
        language: text,
        text,
      }),
      fc.record({
        kind: fc.constant('snippet' as const),
        path: text,
        language: text,
        lines: fc.tuple(fc.nat(999_999_999), fc.nat(999_999_999)).map(([first, last]) => ({ first, last })),
        text,
      }),
      fc.record({
        kind: fc.constant('cursor' as const),
        path: text,
        language: text,
        prefix: text,
        suffix: text,
      }),
      fc.record({
        kind: fc.constant('cursor' as const),
        path: text,
        language: text,
        prefix: text,
        suffix: text,
        within: fc
          .tuple(fc.nat(999_999), fc.nat(9999))
          .map(([from, length]) => ({ from, to: from + length })),
      }),
      fc.record({ kind: fc.constant('changes' as const), text }),
      fc.record({
        kind: fc.constant('window' as const),
        path: text,
        language: text,
        line: fc.integer({ min: 1, max: 999_999_999 }),
        above: text,
        before: text,
        after: text,
        below: text,
      }),
      fc.record({
        kind: fc.constantFrom('selection' as const, 'update' as const),
        path: text,
        language: text,
        instruction: text,
        text,
      }),
    );
    fc.assert(
      fc.property(form, value => assert.deepEqual(readForm(writeForm(value)), { ...value })),
      { numRuns: 500 },
    );
  });
});
