import assert from 'node:assert/strict';
import { createLineLog } from '../../../../src/gateway/cli/stderrLog';

describe('createLineLog', () => {
  const write = (withDebug: boolean) => {
    const lines: string[] = [];
    const log = createLineLog(
      line => void lines.push(line),
      () => new Date(0),
      withDebug,
    );
    return { lines, log };
  };

  it('writes time, level, message and facts, one line an entry', () => {
    const { lines, log } = write(false);
    log.info('connection opened', { open: 1, lane: undefined });
    log.error('engine failed', { error: 'two\nlines' });
    assert.deepEqual(lines, [
      '1970-01-01T00:00:00.000Z info connection opened open=1\n',
      '1970-01-01T00:00:00.000Z error engine failed error="two\\nlines"\n',
    ]);
  });

  it('writes debug lines only when asked for', () => {
    const [quiet, loud] = [write(false), write(true)];
    quiet.log.debug('x');
    loud.log.debug('x');
    assert.deepEqual([quiet.lines.length, loud.lines.length], [0, 1]);
  });
});
