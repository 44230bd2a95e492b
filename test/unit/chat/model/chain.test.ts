import assert from 'node:assert/strict';
import { Chain } from '../../../../src/chat/model/chain';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';

/** A conversation of messages and answers in turn, with ids `u0`, `a1`, `u2`, ... */
function talk(...texts: string[]): ConversationTree {
  const tree = ConversationTree.empty('c', 1);
  texts.forEach((text, n) =>
    tree.add(
      n % 2 === 0
        ? { kind: 'user', id: `u${n}`, at: 1, text, context: [] }
        : { kind: 'answer', id: `a${n}`, at: 1, parts: [{ text }], status: 'completed' },
      1,
    ),
  );
  return tree;
}

const said = (input: readonly unknown[]): string => JSON.stringify(input);

describe('Chain', () => {
  it('sends everything while the server holds nothing', () => {
    const { input, previous } = new Chain().request(talk('a', 'b', 'c').branch(), 1_000);
    assert.equal(previous, undefined);
    assert.equal(input.length, 3);
  });

  it('sends what came after the last answer the server holds, whatever came between', () => {
    const chain = new Chain();
    chain.remember('a1', 'r1');
    const { input, previous, fullInput } = chain.request(talk('a', 'b', 'c', 'd', 'e').branch(), 1_000);
    assert.equal(previous, 'r1');
    assert.match(said(input), /"c".*"d".*"e"/);
    assert.equal(input.length, 3);
    assert.equal(fullInput().length, 5);
  });

  it('continues nothing that stands on another branch', () => {
    const chain = new Chain();
    chain.remember('a1', 'r1');
    const tree = talk('a', 'b');
    tree.branchAt('u0');
    tree.add({ kind: 'user', id: 'u9', at: 1, text: 'other', context: [] }, 1);
    assert.equal(chain.request(tree.branch(), 1_000).previous, undefined);
  });

  it('leaves a chain that has grown over the budget', () => {
    const chain = new Chain();
    chain.remember('a1', 'r1');
    const { input, previous } = chain.request(talk('word '.repeat(200), 'b', 'c').branch(), 50);
    assert.equal(previous, undefined);
    assert.deepEqual(input, [{ role: 'user', content: 'c' }]);
  });
});
