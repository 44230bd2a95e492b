import assert from 'node:assert/strict';
import { diagnosisPage } from '../../../../src/editor/diagnosis/report';
import { runSteps } from '../../../../src/editor/diagnosis/runSteps';
import type { Finding, Step } from '../../../../src/editor/diagnosis/step';
import { ManualClock } from '../../../support/manualClock';

const clock = new ManualClock();
const step = (name: string, finding: Finding, takes = 0): Step => ({
  name,
  run: () => {
    clock.tick(takes);
    return Promise.resolve(finding);
  },
});
const never = new AbortController().signal;

describe('runSteps', () => {
  it('runs until something fails and says what was not reached', async () => {
    const seen: string[] = [];
    const reports = await runSteps(
      [
        step('DNS', { outcome: 'ok', detail: '10.0.0.1' }, 3),
        step('Proxy', { outcome: 'skipped', detail: 'None is set.' }),
        step('TLS', { outcome: 'failed', detail: 'Expired | yesterday.', advice: 'Renew it.' }, 25),
        step('Upgrade', { outcome: 'ok', detail: 'never seen' }),
      ],
      clock,
      (name, index) => seen.push(`${index} ${name}`),
      never,
    );
    assert.deepEqual(seen, ['0 DNS', '1 Proxy', '2 TLS']);
    assert.equal(
      diagnosisPage('wss://h', reports),
      [
        '# Codex Spark: connection',
        '',
        'Endpoint: `wss://h`',
        '',
        '**TLS failed.** Expired | yesterday.',
        '',
        'Renew it.',
        '',
        '| | Step | What was seen | Time |',
        '| --- | --- | --- | ---: |',
        '| ✓ | DNS | 10.0.0.1 | 3.0\u00a0ms |',
        '| – | Proxy | None is set. | 0.0\u00a0ms |',
        '| ✗ | TLS | Expired \\| yesterday. | 25\u00a0ms |',
        '| · | Upgrade | not reached |  |',
        '',
      ].join('\n'),
    );
  });

  it('says so when everything works', async () => {
    const reports = await runSteps(
      [step('DNS', { outcome: 'ok', detail: 'x' })],
      clock,
      () => undefined,
      never,
    );
    assert.match(diagnosisPage('local', reports), /\*\*Everything works\.\*\*/);
  });

  it('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    const steps = [
      { name: 'a', run: () => (cancel.abort(), Promise.resolve<Finding>({ outcome: 'ok', detail: '' })) },
      step('b', { outcome: 'ok', detail: '' }),
    ];
    await assert.rejects(
      runSteps(steps, clock, () => undefined, cancel.signal),
      { name: 'AbortError' },
    );
  });
});
