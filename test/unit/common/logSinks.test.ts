import assert from 'node:assert/strict';
import { lineLog, recentLog, teeLog } from '../../../src/common/logSinks';

describe('logSinks', () => {
  it('puts a line together from message and fields', () => {
    const lines: string[] = [];
    lineLog((level, line) => lines.push(`[${level}] ${line}`)).warn('socket lost', {
      code: 1006,
      reason: 'gone away',
    });
    assert.deepEqual(lines, ['[warn] socket lost code=1006 reason="gone away"']);
  });

  it('passes every line on to all', () => {
    const [a, b] = [recentLog(5), recentLog(5)];
    teeLog(a, b).info('hello', { n: 1 });
    assert.deepEqual([a.lines, b.lines], [['info hello n=1'], ['info hello n=1']]);
  });

  it('keeps only the latest lines', () => {
    const log = recentLog(2);
    for (const n of [1, 2, 3]) log.debug('line', { n });
    assert.deepEqual(log.lines, ['debug line n=2', 'debug line n=3']);
  });
});
