import assert from 'node:assert/strict';
import { rewriteAll } from '../../../../../src/gateway/engines/local/optimise/rewriteAll';
import type { Finder, Rewrite } from '../../../../../src/gateway/engines/local/optimise/rewrite';

const never = new AbortController().signal;

/** A rule that replaces each `from` by `to`. */
function replacing(from: string, to: string): (text: string) => Rewrite[] {
  return text =>
    [...text.matchAll(new RegExp(from, 'g'))].map(({ index }) => ({
      rule: `${from}-${to}`,
      why: '',
      at: index,
      edits: [{ start: index, end: index + from.length, text: to }],
    }));
}

function finder(...rules: readonly ((text: string) => Rewrite[])[]): Finder {
  return text => rules.map(rule => rule(text));
}

describe('rewriteAll', () => {
  it('goes on until nothing is left, and gives the lines of the original', async () => {
    const done = await rewriteAll('x\r\na\nx a', finder(replacing('a', 'b\nb'), replacing('b', 'c')), never);
    assert.equal(done?.text, 'x\r\nc\nc\nx c\nc');
    assert.deepEqual(
      done.applied.map(({ rule, line }) => `${rule}:${line}`),
      ['a-b\nb:2', 'b-c:2', 'b-c:2', 'a-b\nb:3', 'b-c:3', 'b-c:3'],
    );
  });

  it('lets the earlier rule win where two collide', async () => {
    const done = await rewriteAll('ab', finder(replacing('ab', 'c'), replacing('b', 'd')), never);
    assert.equal(done?.text, 'c');
  });

  it('gives undefined for what does not parse, and the original when a rewrite breaks it', async () => {
    assert.equal(await rewriteAll('a', () => undefined, never), undefined);
    const breaking: Finder = text => (text === 'a' ? [replacing('a', 'b')(text)] : undefined);
    assert.deepEqual(await rewriteAll('a', breaking, never), { text: 'a', applied: [] });
  });

  it('ends although two rules undo one another', async () => {
    const done = await rewriteAll('a', finder(replacing('a', 'b'), replacing('b', 'a')), never);
    assert.ok(done);
  });

  it('stops between two steps when aborted', async () => {
    const abort = new AbortController();
    const finding: Finder = function* () {
      abort.abort();
      yield [];
      assert.fail('went on');
    };
    await assert.rejects(rewriteAll('a', finding, abort.signal), { name: 'AbortError' });
  });
});
