import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '../../../../../src/common/log';
import { systemClock } from '../../../../../src/common/systemClock';
import { CodeBase } from '../../../../../src/engines/local/codeBase';
import { Recall } from '../../../../../src/engines/local/recall';
import { shippedPrior } from '../../../../../src/engines/local/shippedPriors';
import { threeOfAKind } from '../../../../support/host/threeOfAKind';

describe('a function that repeats three others with another name in it', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'renamed-'));
    writeFileSync(
      path.join(folder, 'items.ts'),
      'export interface Item {\n  price: number;\n  deposit: number;\n}\n',
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it('comes whole, with its own name, where that stands somewhere in the workspace', async () => {
    const base = new CodeBase(folder, systemClock, silentLog);
    base.usePriors(shippedPrior);
    await base.workspace?.refresh();
    const recall = new Recall(base, systemClock);
    const cursor = {
      kind: 'cursor',
      path: 'Untitled-1',
      language: 'javascript',
      prefix: `${threeOfAKind}\nexport function totalDeposit(items) {\n  let to`,
      suffix: '\n}',
    } as const;
    assert.equal(
      await recall.completeAllowed(cursor, [], 200),
      'tal = 0;\n  for (const item of items) {\n    total += item.deposit * item.quantity;\n  }\n  return total;',
    );
    recall.dispose();
    base.dispose();
  });
});
