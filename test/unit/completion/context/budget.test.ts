import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextBudget } from '../../../../src/completion/context/budget';

describe('contextBudget', () => {
  it('gives nothing where there is nothing, or less', () => {
    for (const tokens of [0, -100]) assert.deepEqual([...new Set(Object.values(contextBudget(tokens)))], [0]);
  });

  it('gives most to the file at hand', () => {
    const { current, ...others } = contextBudget();
    for (const each of Object.values(others)) assert.ok(each > 0 && each < current);
  });

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
