import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '../../../../src/common/log';
import { openTurnLog } from '../../../../src/gateway/metrics/turnLog';
import type { ClientTurn } from '../../../../src/gateway/metrics/turnReport';

const turn: ClientTurn = {
  id: 'resp_1',
  model: 'm',
  lane: 'inline',
  status: 'completed',
  warmUp: false,
  chained: false,
  inputTokens: 1,
  cachedTokens: 0,
  outputTokens: 1,
  reasoningTokens: 0,
  startedAt: 0,
  firstTokenMs: undefined,
  ms: 1.26,
  client: 'anna',
  over: 'http',
  upstream: undefined,
};

describe('openTurnLog', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'turns-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const setUp = (file = path.join(folder, 'turns.jsonl')) => {
    const errors: string[] = [];
    const log = { ...silentLog, error: (message: string) => void errors.push(message) };
    return { file, errors, turns: openTurnLog(file, log) };
  };

  it('has written everything when it has ended', async () => {
    const { file, turns } = setUp();
    for (let n = 0; n < 1_000; n++) turns.onTurn(turn);
    await turns.end();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 1_000);
    assert.match(lines[0] ?? '', /"ms":1.3/);
  });

  it('leaves lines out where they come faster than they are written, and says so once', async () => {
    const { file, turns, errors } = setUp();
    const long = { ...turn, model: 'm'.repeat(1024 * 1024) };
    for (let n = 0; n < 30; n++) turns.onTurn(long);
    await turns.end();
    assert.equal((await readFile(file, 'utf8')).trimEnd().split('\n').length, 8);
    assert.equal(errors.length, 1);
  });

  it('ends where its file cannot be written', async () => {
    const { turns, errors } = setUp(path.join(folder, 'missing', 'turns.jsonl'));
    turns.onTurn(turn);
    await turns.end();
    assert.deepEqual(errors, ['turns not written']);
  });
});
