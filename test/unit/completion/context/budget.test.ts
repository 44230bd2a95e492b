import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextBudget } from '../../../../src/completion/context/budget';

describe('contextBudget', () => {
  it('gives out no more than there is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), tokens => {
        const { unprepared, ...parts } = contextBudget(tokens);
        assert.ok(Object.values(parts).reduce((sum, part) => sum + part, 0) <= tokens);
        assert.ok(unprepared <= tokens);
      }),
    );
  });
});
