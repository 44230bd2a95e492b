import assert from 'node:assert/strict';
import { FileWindows } from '../../../../src/completion/context/fileWindows';
import { wordsOf } from '../../../../src/completion/context/words';
import { finish, openFile } from '../../../support/completion/textLines';

const filler = (count: number): string =>
  Array.from({ length: count }, (_, n) => `  const filler${n} = other${n};`).join('\n');
const wanted = 'function parseInvoice(invoice) {\n  return invoice.total * taxRate;\n}';
const asked = wordsOf(['invoice.total * taxRate']);

describe('FileWindows', () => {
  it('finds the lines that are alike', () => {
    const windows = new FileWindows();
    finish(windows.update([openFile('a.ts', `${filler(100)}\n${wanted}\n${filler(100)}`)]));
    const [best] = windows.rank('a.ts', asked);
    assert.ok(best && best.first <= 100 && best.last >= 102, JSON.stringify(best));
    assert.ok(best.score > 0.02);
  });

  it('covers every line, in windows that overlap by half', () => {
    for (const count of [1, 19, 20, 21, 40, 41, 60, 61, 100]) {
      const windows = new FileWindows();
      finish(windows.update([openFile('a.ts', filler(count))]));
      // They are all as much alike, so they come in their order.
      const covered = windows.rank('a.ts', asked);
      assert.equal(covered.at(0)?.first, 0);
      assert.equal(covered.at(-1)?.last, count - 1, String(count));
      covered.reduce((before, next) => {
        assert.ok(next.first === before.first + 20 && next.first <= before.last + 1);
        assert.ok(next.last > before.last, 'a window that lies within another one says nothing new');
        return next;
      });
    }
  });

  it('reads a file again only after it has changed', () => {
    let read = 0;
    const file = openFile('a.ts', filler(50));
    const counted = {
      ...file,
      lines: { count: 50, text: (line: number) => (read++, file.lines.text(line)) },
    };
    const windows = new FileWindows();
    finish(windows.update([counted]));
    const once = read;
    finish(windows.update([counted]));
    windows.rank('a.ts', asked);
    assert.equal(read, once);
    finish(windows.update([{ ...counted, version: 2 }]));
    assert.equal(read, 2 * once);
  });

  it('keeps within its bounds, whatever is open', () => {
    const windows = new FileWindows({ files: 2, lines: 60, window: 40 });
    let steps = 0;
    const files = Array.from({ length: 500 }, (_, n) => openFile(`${n}.ts`, filler(200)));
    for (const step of windows.update(files)) steps += step === undefined ? 1 : 0;
    assert.equal(steps, 0);
    assert.deepEqual(
      files.flatMap(({ key }) => (windows.rank(key, asked).length > 0 ? [key] : [])),
      ['0.ts', '1.ts'],
    );
    assert.equal(Math.max(...windows.rank('0.ts', asked).map(({ last }) => last)), 59);
  });

  it('pauses while it reads much', () => {
    const steps = [...new FileWindows().update([openFile('a.ts', filler(2_000))])];
    assert.ok(steps.length >= 4, String(steps.length));
  });

  it('forgets what was closed', () => {
    const windows = new FileWindows();
    finish(windows.update([openFile('a.ts', wanted)]));
    finish(windows.update([]));
    assert.deepEqual(windows.rank('a.ts', asked), []);
  });
});
