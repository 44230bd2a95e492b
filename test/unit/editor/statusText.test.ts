import assert from 'node:assert/strict';
import { statusText, type StatusFacts } from '../../../src/editor/statusText';
import { connectionError } from '../../../src/protocol/errors';
import type { SessionMetrics } from '../../../src/session/metrics';

const metrics: SessionMetrics = {
  connects: 1,
  reconnects: 0,
  failedConnects: 0,
  lastConnectMs: 12,
  turns: { completed: 0, incomplete: 0, cancelled: 0, failed: 0 },
  bytesUp: 0,
  bytesDown: 0,
  malformedFrames: 0,
  firstToken: { p50: undefined, p95: undefined },
  lastTokensPerSecond: undefined,
};

const ready: StatusFacts = {
  state: { kind: 'ready' },
  metrics,
  endpointName: 'Local (no model)',
  local: true,
  off: undefined,
  busy: false,
};

describe('statusText', () => {
  const error = connectionError('The port is closed.');
  const table: [change: Partial<StatusFacts>, text: string, severity: string][] = [
    [{}, '$(zap) Local (no model)', 'normal'],
    [{ state: { kind: 'idle' } }, '$(zap) Local (no model)', 'normal'],
    [{ busy: true }, '$(loading~spin) Local (no model)', 'normal'],
    [{ state: { kind: 'connecting' } }, '$(sync~spin) Local (no model): connecting', 'normal'],
    [{ off: 'Off for this file.' }, '$(circle-slash) Local (no model): off', 'normal'],
    [
      { state: { kind: 'waiting', retryInMs: 5, error } },
      '$(warning) Local (no model): reconnecting',
      'warning',
    ],
    [{ state: { kind: 'refused', error }, off: 'Off.' }, '$(error) Local (no model): no connection', 'error'],
  ];
  for (const [change, text, severity] of table) {
    it(text, () => {
      const status = statusText({ ...ready, ...change });
      assert.deepEqual([status.text, status.severity], [text, severity]);
      assert.doesNotMatch(status.label, /\$\(/);
    });
  }

  it('says on hover what the embedded engine is', () => {
    assert.match(statusText(ready).lines.join('\n'), /not a language model/);
    assert.doesNotMatch(statusText({ ...ready, local: false }).lines.join('\n'), /not a language model/);
  });

  it('says on hover how fast it is and what is wrong', () => {
    const fast = { ...metrics, firstToken: { p50: 3.4, p95: 9.6 }, lastTokensPerSecond: 1234.5 };
    assert.deepEqual(
      statusText({ ...ready, local: false, metrics: fast, state: { kind: 'refused', error } }).lines,
      ['The port is closed.', 'First token: 3 ms (p50), 10 ms (p95)', 'Speed: 1235 tokens/s'],
    );
  });
});
