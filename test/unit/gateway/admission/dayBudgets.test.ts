import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DayBudgets, parseBudgetState } from '../../../../src/gateway/admission/dayBudgets';

const noon = Date.UTC(2026, 10, 30, 12);
const hours = (count: number): number => count * 3_600_000;

describe('DayBudgets', () => {
  it('takes as many requests as there are, says how long until midnight, and begins anew then', () => {
    let now = noon;
    const budgets = new DayBudgets(() => now);
    const limits = { requestsPerDay: 2 };
    assert.equal(budgets.take('anna', limits), undefined);
    assert.equal(budgets.take('anna', limits), undefined);
    assert.deepEqual(budgets.take('anna', limits), { what: 'requests', limit: 2, seconds: 12 * 3600 });
    assert.equal(budgets.take('ben', limits), undefined, 'everybody has a budget of his own');
    now += hours(12) - 1;
    assert.equal(budgets.take('anna', limits)?.seconds, 1);
    now += 1;
    assert.equal(budgets.take('anna', limits), undefined);
  });

  it('takes requests until the tokens are used up, and gives back what did not begin', () => {
    const budgets = new DayBudgets(() => noon);
    const limits = { tokensPerDay: 100, requestsPerDay: 3 };
    assert.equal(budgets.take('anna', limits), undefined);
    budgets.spend('anna', 99);
    assert.equal(budgets.take('anna', limits), undefined);
    budgets.giveBack('anna');
    assert.equal(budgets.take('anna', limits), undefined);
    budgets.spend('anna', 1);
    assert.equal(budgets.take('anna', limits)?.what, 'tokens');
    assert.deepEqual(budgets.state, { day: '2026-11-30', clients: { anna: { requests: 2, tokens: 100 } } });
  });

  it('goes on with what was kept of the same day, and with nothing of another', () => {
    const before = { day: '2026-11-30', clients: { anna: { requests: 1, tokens: 5 } } };
    const limits = { requestsPerDay: 1 };
    assert.ok(new DayBudgets(() => noon, before).take('anna', limits));
    assert.equal(new DayBudgets(() => noon + hours(24), before).take('anna', limits), undefined);
  });

  for (const name of ['constructor', 'prototype', '__proto__']) {
    it(`goes on with what was kept of ${name}, too`, () => {
      const budgets = new DayBudgets(() => noon);
      const limits = { requestsPerDay: 1 };
      assert.equal(budgets.take(name, limits), undefined);
      const kept = parseBudgetState(JSON.stringify(budgets.state));
      assert.ok(new DayBudgets(() => noon, kept).take(name, limits));
    });
  }

  it('never takes more than a budget, whatever happens and however often it is started again', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('take' as const), who: fc.constantFrom('a', 'b') }),
      fc.record({ do: fc.constant('spend' as const), who: fc.constantFrom('a', 'b'), tokens: fc.nat(40) }),
      fc.record({ do: fc.constant('restart' as const) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat(hours(9)) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        let now = noon;
        let budgets = new DayBudgets(() => now);
        const taken = new Map<string, number>();
        for (const one of steps) {
          const day = Math.floor(now / hours(24));
          if (one.do === 'wait') now += one.ms;
          else if (one.do === 'restart')
            budgets = new DayBudgets(() => now, parseBudgetState(JSON.stringify(budgets.state)));
          else if (one.do === 'spend') budgets.spend(one.who, one.tokens);
          else if (!budgets.take(one.who, { requestsPerDay: 4 })) {
            const key = `${one.who} ${day}`;
            taken.set(key, (taken.get(key) ?? 0) + 1);
          }
        }
        assert.ok([...taken.values()].every(count => count <= 4));
      }),
      { seed: 21, numRuns: 500 },
    );
  });
});

describe('parseBudgetState', () => {
  it('says what is wrong with a file that is something else', () => {
    assert.throws(() => parseBudgetState('{'), /it is not JSON/);
    assert.throws(
      () => parseBudgetState('{"day":"2026-11-30","clients":{"a":{"requests":-1,"tokens":0}}}'),
      /clients\.a\.requests is not of the form/,
    );
    assert.throws(() => parseBudgetState('{"day":"today","clients":{}}'), /day is not/);
  });
});
