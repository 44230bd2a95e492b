import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitCode } from '../../../src/diff/fitCode';
import { FittedStream, rewrittenAs } from '../../../src/diff/fittedStream';
import { CannotFit } from '../../../src/diff/unitPlaces';
import type { LineOp } from '../../../src/diff/streamingDiff';
import { rewrites } from '../../support/diff/codeTexts';
import { twoFunctions as file } from '../../support/diff/twoFunctions';
import { applyOps } from '../../support/diff/lineOps';

function streamed(before: string, code: string, pieces: readonly number[]): string {
  const stream = new FittedStream(before, before.includes('\r\n') ? '\r\n' : '\n');
  const ops: LineOp[] = [];
  let at = 0;
  for (const length of pieces) ops.push(...stream.push(code.slice(at, (at += length))));
  ops.push(...stream.push(code.slice(at)));
  return orRefusal(() => {
    const rest = stream.end();
    return applyOps(before, rest ? [...ops, ...rest] : rewrittenAs(before, stream.resultIn(before)));
  });
}

/** What fitting gives, or why it gives nothing. */
function orRefusal(fit: () => string): string {
  try {
    return fit();
  } catch (error) {
    if (error instanceof CannotFit) return error.message;
    throw error;
  }
}

describe('FittedStream', () => {
  it('puts a function into its place while it streams in', () => {
    const stream = new FittedStream(file, '\n');
    const first = stream.push('function a() {\n  other();\n  more();\n');
    assert.ok(first.length > 0, 'lines go out before the code is complete');
    const rest = stream.push('}\n');
    const ops = [...first, ...rest, ...(stream.end() ?? [])];
    assert.equal(applyOps(file, ops), file.replace('one();', 'other();\n  more();'));
  });

  it('says at each piece what can be said', () => {
    const stream = new FittedStream(file, '\n');
    const steps: [piece: string, ops: string[]][] = [
      ['function', []],
      [' a() {\n  o', []],
      // The last line so far may be the last of all.
      ['ne();\n', ['keep 3']],
      ['\n', []],
      ['  more();', []],
      ['\n', ['keep 1', 'insert 1']],
      ['}\n', ['insert 1']],
    ];
    for (const [piece, ops] of steps) {
      assert.deepEqual(
        stream.push(piece).map(({ kind, lines }) => `${kind} ${lines.length}`),
        ops,
        piece,
      );
    }
    assert.equal(stream.resultIn(file), file.replace('one();', 'one();\n\n  more();'));
  });

  it('says nothing before a line has words, nor where they do not say where it belongs', () => {
    const brackets = new FittedStream('{\n  one();\n  two();\n}\n', '\n');
    assert.deepEqual(brackets.push('{\n\n{\n'), []);
    const unknown = new FittedStream(file, '\n');
    assert.deepEqual(unknown.push('unknown();\nfunction a() {\n  one();\n}\n'), []);
    assert.deepEqual(unknown.push('import x;\nfunction a() {\n'), []);
  });

  it('takes lines of Windows for those of a file that has others', () => {
    assert.equal(streamed(file, 'function a() {\r\n  other();\r\n}\r\n', [20]), file.replace('one', 'other'));
    assert.equal(streamed('a\r\nb\nc\r', 'b\nx\nc', []), fitCode('a\r\nb\nc\r', 'b\nx\nc'));
  });

  it('has no need to begin anew for lines of Windows', () => {
    const windows = file.replaceAll('\n', '\r\n');
    const stream = new FittedStream(windows, '\r\n');
    const first = stream.push('function a() {\r\n  other();\r\n}\r\n');
    assert.ok(first.length > 0, 'nothing went out');
    const rest = stream.end();
    assert.ok(rest, 'what went out is void');
    assert.equal(applyOps(windows, [...first, ...rest]), windows.replace('one', 'other'));
  });

  it('says so when the code belongs elsewhere than its beginning said', () => {
    const stream = new FittedStream(file, '\n');
    stream.push('function a() {\n  two();\n}\nimport y;\n');
    assert.equal(stream.end(), undefined);
    assert.equal(
      stream.resultIn(file),
      file.replace('one', 'two').replace('import x;', 'import x;\nimport y;'),
    );
  });

  it('waits for the whole where a line stands for code left out', () => {
    const stream = new FittedStream(file, '\n');
    const first = stream.push('function a() {\n  // ... existing code ...\n  more();\n');
    const ops = [...first, ...stream.push('}\n'), ...(stream.end() ?? [])];
    assert.equal(applyOps(file, ops), file.replace('one();', 'one();\n  more();'));
  });

  it('gives what fitting the whole code gives, however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        rewrites,
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 }),
        fc.boolean(),
        ({ original, rewritten }, pieces, windows) => {
          const before = windows ? original.replaceAll('\n', '\r\n') : original;
          assert.equal(
            streamed(before, rewritten, pieces),
            orRefusal(() => fitCode(before, rewritten)),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives what fitting gives for parts of the file', () => {
    const lines = file.split('\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length),
        fc.nat(lines.length),
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 9 }),
        (from, to, pieces) => {
          const code = lines.slice(Math.min(from, to), Math.max(from, to)).join('\n').replace('one', 'three');
          assert.equal(
            streamed(file, code, pieces),
            orRefusal(() => fitCode(file, code)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes small pieces for a file of very many lines', () => {
    const lines = Array.from({ length: 140_000 }, (_, index) => `line ${index}`);
    const stream = new FittedStream(lines.join('\n'), '\n');
    let sent = 0;
    for (const char of 'line 130000\nnew\nline 130001\n') sent += stream.push(char).length;
    assert.ok(sent > 0);
    assert.equal(stream.resultIn(stream.before), lines.toSpliced(130_001, 0, 'new').join('\n'));
  });
});

describe('rewrittenAs', () => {
  it('makes one text of another', () => {
    fc.assert(
      fc.property(rewrites, ({ original, rewritten }) =>
        assert.equal(applyOps(original, rewrittenAs(original, rewritten)), rewritten),
      ),
    );
    assert.deepEqual(rewrittenAs('a\nb\n', 'a\nb\n'), [{ kind: 'keep', lines: ['a\n', 'b\n'] }]);
  });
});
