import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loggedSince } from '../../../scripts/lib/loggedSince.cjs';

describe('loggedSince', () => {
  let logs = '';
  const since = new Date('2026-11-30T09:19:57.900').getTime();
  before(() => {
    logs = mkdtempSync(path.join(tmpdir(), 'logs-'));
    const folder = path.join(logs, 'exthost1', 'codex-spark-live.codex-spark-live');
    mkdirSync(folder, { recursive: true });
    const lines = [
      '2026-11-30 09:19:57.892 [info] before',
      '2026-11-30 09:19:57.900 [info] first',
      '  of two lines',
      '2026-11-30 09:20:00.154 [warning] last',
    ];
    const file = path.join(folder, 'Codex Spark Live.log');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const written = new Date('2026-11-30T09:20:00.154');
    utimesSync(file, written, written);
    writeFileSync(path.join(folder, 'Other.log'), '2026-11-30 09:20:00.154 [info] of something else\n');
  });
  after(() => rmSync(logs, { recursive: true }));

  it('holds what the extension logged since then', () => {
    assert.deepEqual(loggedSince(logs, since), [
      '2026-11-30 09:19:57.900 [info] first',
      '  of two lines',
      '2026-11-30 09:20:00.154 [warning] last',
    ]);
  });

  it('holds the last of many lines', () => {
    assert.deepEqual(loggedSince(logs, since, 1), ['2026-11-30 09:20:00.154 [warning] last']);
  });

  it('holds nothing when nothing was logged since, or nowhere', () => {
    assert.deepEqual(loggedSince(logs, since + 60_000), []);
    assert.deepEqual(loggedSince(path.join(logs, 'nowhere'), since), []);
  });
});
