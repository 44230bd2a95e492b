import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '../../../../src/common/log';
import { openBudgets } from '../../../../src/gateway/admission/budgetFile';
import { ManualClock } from '../../../support/manualClock';

describe('openBudgets', () => {
  let folder: string;
  let file: string;
  const clock = new ManualClock();

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'budgets-'));
    file = path.join(folder, 'budgets.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes what was used a second later, and goes on with it', async () => {
    const first = await openBudgets(file, { clock, log: silentLog });
    assert.equal(first.budgets.take('anna', { requestsPerDay: 1 }), undefined);
    first.budgets.spend('anna', 7);
    assert.deepEqual(await readdir(folder), []);
    clock.tick(1_000);
    assert.deepEqual(await readdir(folder), ['budgets.json']);
    assert.match(await readFile(file, 'utf8'), /"anna":\{"requests":1,"tokens":7\}/);
    const second = await openBudgets(file, { clock, log: silentLog });
    assert.ok(second.budgets.take('anna', { requestsPerDay: 1 }));
    second.dispose();
    first.dispose();
    assert.equal(clock.pending, 0);
  });

  it('writes at its end what has not been written', async () => {
    const opened = await openBudgets(file, { clock, log: silentLog });
    opened.budgets.spend('anna', 7);
    opened.dispose();
    assert.match(await readFile(file, 'utf8'), /"tokens":7/);
    assert.equal(clock.pending, 0);
  });

  for (const text of ['[]', '', '{"day":']) {
    it(`moves a file aside that holds ${JSON.stringify(text)}, says so, and counts anew`, async () => {
      await writeFile(file, text);
      const errors: string[] = [];
      const log = { ...silentLog, error: (message: string) => void errors.push(message) };
      const opened = await openBudgets(file, { clock, log });
      assert.deepEqual(await readdir(folder), ['budgets.json.unreadable']);
      assert.equal(await readFile(`${file}.unreadable`, 'utf8'), text);
      assert.deepEqual(errors, ['budget file not usable, counting begins anew']);
      opened.budgets.spend('anna', 7);
      opened.dispose();
      assert.match(await readFile(file, 'utf8'), /"tokens":7/);
    });
  }

  it('refuses a file that can be neither used nor moved aside', async () => {
    await writeFile(file, '[]');
    await mkdir(path.join(`${file}.unreadable`, 'full'), { recursive: true });
    await assert.rejects(openBudgets(file, { clock, log: silentLog }), /is not usable: .* moved aside/);
  });

  it('refuses what cannot be read', async () => {
    await assert.rejects(openBudgets(folder, { clock, log: silentLog }), /Cannot read the budget file/);
  });
});
