import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatNode } from '../../../../src/chat/model/conversationRecord';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import type { TranscriptItem } from '../../../../src/chat/messages';
import { workOf } from '../../../support/work';

type Kind = TranscriptItem['kind'];

function itemOf(kind: Kind, id: string): TranscriptItem {
  if (kind === 'user') return { kind, id, text: id, at: 1, context: [] };
  if (kind === 'answer') return { kind, id, at: 1, parts: [{ text: id }], status: 'completed' };
  return { kind, id, at: 1, level: 'info', text: id, actions: [] };
}

/** What a tree says, read from what is stored of it in the plainest way. */
function plain(tree: ConversationTree): { readonly items: TranscriptItem[]; readonly messages: number } {
  const { nodes, head } = tree.stored;
  const node = (id: string | undefined): ChatNode | undefined => nodes.find(({ item }) => item.id === id);
  const branch: ChatNode[] = [];
  for (let at = node(head); at; at = node(at.parent)) branch.unshift(at);
  const items = branch.map(({ item, parent }) => {
    const versions = nodes.filter(other => other.parent === parent && other.item.kind === item.kind);
    if (item.kind !== 'user' || versions.length < 2) return item;
    return {
      ...item,
      branch: { index: versions.findIndex(other => other.item === item), count: versions.length },
    };
  });
  return { items, messages: items.filter(({ kind }) => kind === 'user').length };
}

describe('ConversationTree', () => {
  it('says what is stored of it, whatever is added, edited and shown in whatever order', () => {
    const step = fc.oneof(
      fc.record({
        what: fc.constant('add' as const),
        kind: fc.constantFrom<Kind>('user', 'answer', 'notice'),
      }),
      fc.record({
        what: fc.constantFrom('branch' as const, 'version' as const),
        of: fc.nat(),
        to: fc.nat(3),
      }),
      fc.record({ what: fc.constantFrom('look' as const, 'reopen' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        let tree = ConversationTree.empty('c', 1);
        steps.forEach((step, n) => {
          const branch = tree.branch();
          if (step.what === 'add') tree.add(itemOf(step.kind, `i${n}`), 1);
          else if (step.what === 'reopen') tree = new ConversationTree(structuredClone(tree.stored));
          else if ('of' in step && branch.length > 0) {
            const id = branch[step.of % branch.length]?.item.id ?? '';
            if (step.what === 'branch') tree.branchAt(id);
            else tree.showVersion(id, step.to);
          }
          const { items, messages } = plain(tree);
          assert.deepEqual(tree.items(), items);
          assert.equal(tree.messages, messages);
          assert.deepEqual(
            tree.branch().map(({ item }) => item.id),
            items.map(({ id }) => id),
          );
        });
      }),
      { numRuns: 500 },
    );
  });

  it('hands out its items in pages from the end, each of them once', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 12 }), (count, most) => {
        const tree = ConversationTree.empty('c', 1);
        for (let n = 0; n < count; n++) tree.add(itemOf(n % 2 === 0 ? 'user' : 'answer', `i${n}`), 1);
        let { items, older } = tree.lastItems(most);
        while (older > 0) {
          const before = tree.itemsBefore(items[0]?.id ?? '', most);
          assert.ok(before);
          assert.ok(before.items.length <= most && before.older === older - before.items.length);
          items = [...before.items, ...items];
          older = before.older;
        }
        assert.deepEqual(items, tree.items());
        assert.equal(tree.itemsBefore('elsewhere', most), undefined);
      }),
    );
  });

  it('stands a branch that leads back to itself', () => {
    const nodes = ['a', 'b'].map(id => ({ parent: id === 'a' ? 'b' : 'a', item: itemOf('user', id) }));
    const tree = new ConversationTree({
      ...{ id: 'c', title: '', named: false, createdAt: 1, updatedAt: 1, queue: [], draft: '' },
      ...{ nodes, head: 'b' },
    });
    assert.equal(tree.items().length, 2);
    assert.equal(tree.showVersion('a', 0), true);
  });

  it('goes through as much as it has items to be shown, and through none for a piece of an answer', () => {
    const tree = ConversationTree.empty('c', 1);
    for (let n = 0; n < 2_000; n++) tree.add(itemOf(n % 2 === 0 ? 'user' : 'answer', `i${n}`), 1);
    const count = (run: () => unknown): number => workOf(() => void run()).elements;
    assert.ok(count(() => tree.items()) <= 10_000);
    assert.ok(count(() => tree.lastItems(100)) <= 500);
    assert.equal(
      count(() => tree.messages),
      0,
    );
    const reopened = new ConversationTree(structuredClone(tree.stored));
    assert.ok(count(() => reopened.items()) <= 20_000);
    assert.equal(
      count(() => reopened.messages),
      0,
    );
  });
});
