import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { LoopWatch } from '../../../src/common/loopWatch';

/** Where a watch says that there is a loop, in code units; undefined when it never does. */
function loopIn(text: string, length: number, about = ''): number | undefined {
  const watch = new LoopWatch(about);
  for (let at = 0; at < text.length; at += length) {
    if (watch.take(text.slice(at, at + length))) return Math.min(at + length, text.length);
  }
  return undefined;
}

describe('LoopWatch', () => {
  it('notices any stretch of up to 384 code units that comes again and again, soon after it fills the tail', () => {
    const stretch = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(
        stretch,
        fc.string({ maxLength: 3_000 }),
        fc.integer({ min: 1, max: 40 }),
        (again, before, length) => {
          const text = before + again.repeat(Math.ceil(4_096 / again.length));
          const at = loopIn(text, length);
          assert.ok(at !== undefined && at <= before.length + 1_536 + 512 + length, String(at));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds none in the code of this project', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.ts'),
    );
    const all = files.map(name => readFileSync(path.join('src', name), 'utf8')).join('');
    assert.equal(loopIn(all, 7), undefined);
  });

  it('takes for none what the code in question has as well', () => {
    const table = '  0x00, 0x00, 0x00, 0x00,\n'.repeat(100);
    assert.notEqual(loopIn(table, 9), undefined);
    assert.equal(loopIn(table, 9, `const table = [\n${table}];\n`), undefined);
  });

  it('needs four times', () => {
    const stretch = Array.from({ length: 60 }, (_, at) => `line ${at}`).join('\n');
    assert.ok(stretch.length > 384);
    assert.equal(loopIn(stretch.repeat(3), 5), undefined);
  });
});
