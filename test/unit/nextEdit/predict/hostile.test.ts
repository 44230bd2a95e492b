import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/diff/textEdit';
import { predictNextEdits } from '../../../../src/nextEdit/predict/predict';
import { Desk } from '../../../support/nextEdit/desk';

describe('predictNextEdits, of hostile documents', () => {
  it('stays within the document and cuts no character in two, whatever is typed', async () => {
    const piece = fc.constantFrom(
      'foo',
      'bar',
      '(',
      ')',
      '"',
      '`',
      '${',
      '\\',
      '//',
      '\t',
      '\r\n',
      '\n',
      '👍',
      '\ud83d',
      '𝒳y',
      '$',
      '-',
      '.',
      ', ',
    );
    const document = fc.array(piece, { maxLength: 80 }).map(parts => parts.join(''));
    const edit = fc.record({ at: fc.nat(1_000), length: fc.nat(6), text: fc.array(piece, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(document, fc.array(edit, { minLength: 1, maxLength: 5 }), async (text, edits) => {
        const desk = new Desk(text);
        for (const { at, length, text: parts } of edits) {
          const offset = Math.floor((at / 1_001) * (desk.text.length + 1));
          desk.change([
            { offset, length: Math.min(length, desk.text.length - offset), text: parts.join('') },
          ]);
          for (const { edits: offered, confidence } of await desk.offered({ leastConfidence: 0 })) {
            assert.ok(confidence > 0 && confidence <= 1);
            let end = 0;
            for (const each of offered) {
              assert.ok(each.offset >= end && each.offset + each.length <= desk.text.length);
              end = each.offset + each.length;
            }
            assert.notEqual(applyEdits(desk.text, offered), desk.text);
            if (isWellFormed(desk.text)) assert.ok(isWellFormed(applyEdits(desk.text, offered)));
          }
        }
      }),
      { numRuns: 1_500, seed: 5 },
    );
  });

  it('finds its way in 10,000 lines, in slices', async () => {
    const line = (n: number): string => `  const value${n} = read(source, ${n});`;
    const lines = Array.from({ length: 10_000 }, (_, n) => line(n));
    const desk = new Desk(lines.join('\r\n'));
    desk.change([{ offset: desk.text.indexOf('value0 '), length: 6, text: 'first' }]);
    let turns = 0;
    const found = await desk.offered({
      breathe: async () => {
        turns++;
      },
      leastConfidence: 0,
    });
    assert.deepEqual(found, []);
    assert.ok(turns < 100);
    // What is everywhere is not meant everywhere: the search ends early.
    desk.change([{ offset: desk.text.indexOf('source'), length: 6, text: 'stream' }]);
    await desk.offered({
      breathe: async () => {
        turns++;
      },
      leastConfidence: 0,
    });
    assert.ok(turns < 100);
  });

  it('leaves a line of a million characters alone', async () => {
    const desk = new Desk(`const foo = 1;\n${'foo, '.repeat(200_000)}\nuse(foo);`);
    desk.change([{ offset: 6, length: 3, text: 'total' }]);
    desk.cursor = 11;
    assert.deepEqual(await desk.lines({ leastConfidence: 0.3 }), ['use(total);']);
  });

  it('keeps CRLF and indentation in lines that it brings', async () => {
    const block = (name: string, role = ''): string => `\t{\r\n\t\tname: '${name}',\r\n${role}\t},\r\n`;
    const role = "\t\trole: 'user',\r\n";
    const desk = new Desk(`[\r\n${block('a')}${block('b')}${block('c')}]`);
    desk.change([{ offset: desk.text.indexOf('\t},'), length: 0, text: role }]);
    desk.change(
      [{ offset: desk.text.indexOf('\t},', desk.text.indexOf("'b'")), length: 0, text: role }],
      40_000,
    );
    const third = `[\r\n${block('a', role)}${block('b', role)}${block('c', role)}]`;
    const found = await desk.offered({ leastConfidence: 0 });
    assert.ok(found.some(({ edits }) => applyEdits(desk.text, edits) === third));
  });

  it('ends when it is not wanted any more', async () => {
    const text = `const foo = 1;\n${'use(bar);\n'.repeat(200_000)}use(foo);`;
    const desk = new Desk(text);
    desk.change([{ offset: 6, length: 3, text: 'total' }]);
    desk.cursor = 11;
    const controller = new AbortController();
    const breathe = async (): Promise<void> => controller.abort(new Error('typed on'));
    await assert.rejects(predictNextEdits(desk.moment, { breathe }, controller.signal), /typed on/);
    await assert.rejects(predictNextEdits(desk.moment, { breathe }, controller.signal), /typed on/);
  });
});

/** Whether every surrogate has its other half. */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
