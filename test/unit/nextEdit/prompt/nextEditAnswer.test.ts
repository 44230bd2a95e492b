import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/diff/textEdit';
import type { DocumentText, NextEdit } from '../../../../src/nextEdit/nextEdit';
import { NextEditAnswer } from '../../../../src/nextEdit/prompt/nextEditAnswer';
import { nextEditQuestion } from '../../../../src/nextEdit/prompt/nextEditPrompt';

const active: DocumentText = {
  uri: 'file:///w/src/a.ts',
  languageId: 'typescript',
  text: 'function a() {\n  one(1);\n  two(2);\n}\n\nfunction b() {\n  one(1);\n}\n',
};
const other: DocumentText = {
  uri: 'file:///w/src/b.ts',
  languageId: 'typescript',
  text: 'import { a } from "./a";\r\na();\r\n',
};

function reader(documents: readonly DocumentText[] = [active, other], cursor = 20): NextEditAnswer {
  const [first = active, ...others] = documents;
  const moment = { active: first, cursor, others, recentDiffs: [] };
  const question = nextEditQuestion(moment);
  assert.ok(question);
  return new NextEditAnswer(moment, question);
}

function read(
  answer: string,
  pieces: readonly string[] = [answer],
  documents?: readonly DocumentText[],
): NextEdit[] {
  const reading = reader(documents);
  return [...pieces.flatMap(piece => reading.push(piece)), ...reading.end()];
}

function block(path: string, search: string, replace: string): string {
  return `${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}${replace === '' ? '' : '\n'}>>>>>>> REPLACE\n`;
}

const applied = ({ uri, edits }: NextEdit): string =>
  applyEdits([active, other].find(document => document.uri === uri)?.text ?? '', edits);

describe('NextEditAnswer', () => {
  it('makes the smallest edit of a block', () => {
    assert.deepEqual(read(block('a.ts', '  two(2);', '  two(2, 3);')), [
      { uri: active.uri, edits: [{ offset: 32, length: 0, text: ', 3' }], kind: 'model', confidence: 0.5 },
    ]);
  });

  it('keeps to the line breaks of another document', () => {
    const [edit] = read(block('b.ts', 'a();', 'a();\na();'));
    assert.ok(edit);
    assert.equal(applied(edit), 'import { a } from "./a";\r\na();\r\na();\r\n');
  });

  it('takes lines away', () => {
    const [edit] = read(block('a.ts', '  one(1);\n  two(2);', '  two(2);'));
    assert.ok(edit);
    assert.equal(applied(edit), active.text.replace('  one(1);\n', ''));
  });

  it('passes over the marks of the window, unless they are code', () => {
    const answer = block('a.ts', '<|edit|>  two(<|cursor|>2);', '  two(<|cursor|>3);<|/edit|>');
    assert.deepEqual(read(answer).map(applied), [active.text.replace('two(2)', 'two(3)')]);
    const document = { ...active, text: "say('<|cursor|>');\n" };
    const [edit] = read(block('a.ts', "say('<|cursor|>');", "say('<|cursor|>!');"), undefined, [document]);
    assert.equal(edit?.edits[0]?.text, '!');
  });

  for (const [what, before, after] of [
    ['thoughts', '<think>Hm, <<<<<<< SEARCH</think>\n', ''],
    ['a fence', '```ts\n', '```\n'],
    ['words', 'Here it is:\n\n', '\nDone.'],
    ['thoughts that nothing opened', 'Let me see.</think>\n', ''],
  ] as const) {
    it(`passes over ${what}`, () => {
      const edits = read(before + block('a.ts', '  two(2);', '  three();') + after);
      assert.deepEqual(edits.map(applied), [active.text.replace('two(2)', 'three()')]);
    });
  }

  for (const [what, answer] of [
    ['nothing', ''],
    ['that there is no edit', 'NO EDIT'],
    ['so with a full stop', 'No edit.\n'],
    ['so, and goes on', `NO EDIT\n\n${block('a.ts', '  two(2);', '  x();')}`],
    ['what stands there', block('a.ts', '  two(2);', '  two(2);')],
    ['lines that are not there', block('a.ts', '  four();', '  x();')],
    ['lines that are there twice', block('a.ts', '  one(1);', '  x();')],
    ['a file nobody sent', block('c.ts', '  two(2);', '  x();')],
    ['no search lines', block('a.ts', '', '  x();')],
    ['a block without an end', '<<<<<<< SEARCH\n  two(2);\n=======\n  x();\n'],
    ['far too many lines', block('a.ts', '  two(2);', 'x\n'.repeat(300))],
    ['thoughts only', '<think>two(2) must go'],
  ] as const) {
    it(`offers nothing where the answer says ${what}`, () => assert.deepEqual(read(answer), []));
  }

  it('says early when nothing is to come', () => {
    const reading = reader();
    reading.push('NO EDIT\n');
    assert.equal(reading.isOver, true);
    const other3 = reader();
    for (let n = 0; n < 5; n++) other3.push(block('a.ts', '  two(2);', `  x${n}();`));
    assert.equal(other3.isOver, true);
  });

  it('tells lines that are there twice apart by the window around the cursor', () => {
    const text = `  one(1);\n${'// far\n'.repeat(300)}  one(1);\n`;
    const document = { ...active, text };
    const [edit] = read(block('a.ts', '  one(1);', '  one(2);'), undefined, [document]);
    assert.equal(edit?.edits[0]?.offset, 6);
  });

  it('gives the same edits however the answer is cut', () => {
    const answer = `<think>Hm.</think>\n${block('src/a.ts', '  two(2);', '  two(2);\n  three();')}\n${block('b.ts', 'a();', 'b();')}`;
    const expected = read(answer, undefined, [active, { ...other, uri: 'file:///w/b.ts' }]);
    assert.equal(expected.length, 2);
    fc.assert(
      fc.property(fc.array(fc.nat(answer.length), { maxLength: 40 }), cuts => {
        const at = [0, ...cuts.sort((a, b) => a - b), answer.length];
        const pieces = at.slice(1).map((end, n) => answer.slice(at[n], end));
        assert.deepEqual(read(answer, pieces, [active, { ...other, uri: 'file:///w/b.ts' }]), expected);
      }),
      { numRuns: 200, seed: 19 },
    );
  });

  it('whatever an answer says, its edits are about documents that were sent, in order, and change something', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          '<<<<<<< SEARCH\n',
          '=======\n',
          '>>>>>>> REPLACE\n',
          'a.ts\n',
          'b.ts\n',
          '```\n',
          '<think>',
          '</think>',
        ],
        ...[
          '  one(1);\n',
          '  two(2);\n',
          '}\n',
          'a();\n',
          '\n',
          'NO EDIT',
          '\r\n',
          '<|cursor|>',
          '<<<<<<<<< SEARCH\n',
        ],
      ),
      fc.constantFrom(
        block('a.ts', '  two(2);', '  x();'),
        block('b.ts', 'a();', ''),
        block('', '}\n\n', '}'),
      ),
      fc.string({ maxLength: 12 }),
    );
    let edits = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        for (const edit of read('', pieces)) {
          edits++;
          const document = [active, other].find(({ uri }) => uri === edit.uri);
          assert.ok(document);
          let at = 0;
          for (const { offset, length, text } of edit.edits) {
            assert.ok(offset >= at && offset + length <= document.text.length);
            assert.ok(length > 0 || text !== '');
            at = offset + length;
          }
          assert.notEqual(applied(edit), document.text);
        }
      }),
      { numRuns: 5_000, seed: 19 },
    );
    assert.ok(edits > 0);
  });

  it('makes of any lines what a block makes of them', () => {
    const line = fc
      .string({ maxLength: 12 })
      .map(text => text.replaceAll(/[\r\n]/g, '').replace(/^(?=[<=>`])/, 'x'));
    const lines = fc.array(line, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, fc.array(line, { maxLength: 8 }), fc.boolean(), (above, old, now, isCrlf) => {
        const eol = isCrlf ? '\r\n' : '\n';
        const unique = old.map((each, n) => `u${n}${each}v`);
        const head = above.map(each => each + eol).join('');
        const text = `${head}${unique.map(each => each + eol).join('')}end${eol}`;
        const document = { ...active, text };
        const reading = reader([document], 0);
        const found = reading.push(block('a.ts', unique.join('\n'), now.join('\n')));
        const expected = `${head}${now.map(each => each + eol).join('')}end${eol}`;
        if (now.length === 1 && now[0] === '') return;
        assert.equal(applyEdits(text, found[0]?.edits ?? []), expected);
      }),
      { numRuns: 500, seed: 19 },
    );
  });
});
