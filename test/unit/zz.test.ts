import { Recall } from '../../src/engines/local/recall';
import { CodeBase } from '../../src/engines/local/codeBase';
import { shippedPrior } from '../../src/engines/local/shippedPriors';
import { systemClock } from '../../src/common/systemClock';
import { silentLog } from '../../src/common/log';
import { threeOfAKind as totals } from '../support/host/threeOfAKind';
describe('zz', () => { for (const withP of [true, false]) for (const [pre, suf] of [['export function totalDeposit(items) {\n  let to', '\n}'],['export function totalDeposit(items', '']] as const) it(`x ${withP}`, async () => {
  const base = new CodeBase('/work/main/samples/workspace', systemClock, silentLog);
  if (withP) base.usePriors(shippedPrior);
  const r = new Recall(base, systemClock);
  await base.workspace?.refresh();
  const got = await r.completeAllowed({ kind: 'cursor', path: 'a.js', language: 'javascript', prefix: `${totals}\n${pre}`, suffix: suf } as never, [], 200);
  console.log(withP, JSON.stringify(pre.slice(-20)), JSON.stringify(suf), '=>', JSON.stringify(got));
}); });
