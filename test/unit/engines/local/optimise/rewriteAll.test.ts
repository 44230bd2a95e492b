import assert from 'node:assert/strict';
import { rewriteAll } from '../../../../../src/engines/local/optimise/rewriteAll';
import type { Finder, Rewrite, Rewritten } from '../../../../../src/engines/local/optimise/rewrite';

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
  return text => ({ steps: rules.map(rule => rule(text)), unread: [] });
}

async function rewritten(text: string, find: Finder): Promise<Rewritten> {
  const done = await rewriteAll(text, find, never);
  assert.ok('text' in done);
  return done;
}

describe('rewriteAll', () => {
  it('goes on until nothing is left, and gives the lines of the original', async () => {
    const done = await rewritten('x\r\na\nx a', finder(replacing('a', 'b\nb'), replacing('b', 'c')));
    assert.equal(done.text, 'x\r\nc\nc\nx c\nc');
    assert.deepEqual(
      done.applied.map(({ rule, line }) => `${rule}:${line}`),
      ['a-b\nb:2', 'b-c:2', 'b-c:2', 'a-b\nb:3', 'b-c:3', 'b-c:3'],
    );
  });

  it('lets the earlier rule win where two collide', async () => {
    const done = await rewritten('ab', finder(replacing('ab', 'c'), replacing('b', 'd')));
    assert.equal(done.text, 'c');
  });

  it('gives the place of the fault where nothing parses, and the original when a rewrite breaks it', async () => {
    assert.deepEqual(await rewriteAll('a', () => ({ fault: 0 }), never), { fault: 0 });
    const breaking: Finder = text =>
      text === 'a' ? { steps: [replacing('a', 'b')(text)], unread: [] } : { fault: 0 };
    assert.deepEqual(await rewriteAll('a', breaking, never), { text: 'a', applied: [], unread: [] });
    const hiding: Finder = text => ({
      steps: [replacing('a', 'b')(text)],
      unread: text === 'a' ? [] : [{ start: 0, end: 1, comment: false, fault: 0 }],
    });
    assert.deepEqual(await rewriteAll('a', hiding, never), { text: 'a', applied: [], unread: [] });
  });

  it('ends although two rules undo one another', async () => {
    assert.ok(await rewritten('a', finder(replacing('a', 'b'), replacing('b', 'a'))));
  });

  it('stops between two steps when aborted', async () => {
    const abort = new AbortController();
    const steps = function* (): Generator<Rewrite[]> {
      abort.abort();
      yield [];
      assert.fail('went on');
    };
    await assert.rejects(
      rewriteAll('a', () => ({ steps: steps(), unread: [] }), abort.signal),
      { name: 'AbortError' },
    );
  });
});
