import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wireError } from '../../../../src/protocol/errors';
import type { TurnResult } from '../../../../src/session/turn';
import { hostMessage, type HostMessage } from '../../../../src/chat/messages';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import { Dialogue } from '../../../../src/chat/model/dialogue';
import { readStored, writeConversation } from '../../../../src/chat/store/storeFormat';
import { FakeTurn } from '../../../support/chat/fakeTurn';
import { ManualClock, settle } from '../../../support/manualClock';
import * as v from 'valibot';

/** A turn whose server says of itself what it likes. */
class HostileTurn extends FakeTurn {
  constructor(private readonly figures: Partial<TurnResult>) {
    super();
  }

  override get done(): Promise<TurnResult> {
    return super.done.then(result => ({ ...result, ...this.figures }));
  }
}

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(-1, 12.5, NaN, Infinity, -Infinity, 1e300));
const long = (most: number) =>
  fc.oneof(
    fc.string(),
    fc.integer({ min: most - 2, max: most + 2 }).map(length => 'x'.repeat(length)),
  );

describe('storeFormat', () => {
  it('reads whatever was written, whatever an endpoint said', async () => {
    const hostile = fc.record({
      input: anyNumber,
      output: anyNumber,
      total: anyNumber,
      first: anyNumber,
      speed: anyNumber,
      status: fc.constantFrom('completed' as const, 'incomplete' as const, 'failed' as const),
      model: long(2_000),
      reason: long(2_000),
      label: long(2_000),
      said: fc.array(long(200_000), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(hostile, async facts => {
        const clock = new ManualClock();
        const posted: HostMessage[] = [];
        let ids = 0;
        let turn: FakeTurn | undefined;
        const error = wireError({ status: 500, code: 'broken', message: facts.reason });
        const dialogue = new Dialogue(ConversationTree.empty('c', 1), {
          clock,
          today: () => 1_000,
          newId: () => `i${++ids}`,
          budget: () => 100_000,
          model: () => facts.model,
          takeContext: () => [{ kind: 'file', label: facts.label, text: 'x' }],
          start: () =>
            (turn = new HostileTurn({
              usage: { inputTokens: facts.input, outputTokens: facts.output, cachedTokens: facts.total },
              timings: { totalMs: facts.total, firstTokenMs: facts.first, tokensPerSecond: facts.speed },
              reason: facts.reason,
              ...(facts.status === 'failed' ? { error } : {}),
            })),
          post: message => posted.push(message),
          changed: () => undefined,
        });
        dialogue.send('hello');
        turn?.say('answer');
        for (const text of facts.said) dialogue.redirect(text, false);
        turn?.end(facts.status, 'r');
        await settle();
        const { stored } = dialogue.tree;
        assert.deepEqual(
          plain(readStored(writeConversation(stored)).record.nodes.map(({ item }) => item.id)),
          stored.nodes.map(({ item }) => item.id),
        );
        dialogue.stop();
        const { stored: ended } = dialogue.tree;
        assert.deepEqual(plain(readStored(writeConversation(ended)).record), plain(ended));
        for (const message of posted) v.parse(hostMessage, plain(message));
      }),
      { seed: 14, numRuns: 60 },
    );
  }).timeout(60_000);

  it('saves what can be saved of what is not as it should be', () => {
    const item = { kind: 'answer', id: 'a', at: 5, parts: [{ text: 'kept' }], status: 'completed' };
    const change = fc.record({
      where: fc.constantFrom(
        'numbers',
        'model',
        'at',
        'status',
        'parts',
        'error',
        'context',
        'attachments',
        'title',
      ),
      value: fc.oneof(fc.jsonValue(), fc.constant('x'.repeat(3_000))),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), changes => {
        const faults = Object.fromEntries(changes.map(({ where, value }) => [where, value]));
        const nodes = [
          {
            item: {
              kind: 'user',
              id: 'u',
              text: 'said',
              at: 1,
              context: [],
              ...pick(faults, 'at', 'context'),
            },
          },
          { parent: 'u', item: { ...item, ...faults }, ...pick(faults, 'attachments') },
        ];
        const conversation = { id: 'c', nodes, head: 'a', updatedAt: -1, ...pick(faults, 'title') };
        const { record, lost } = readStored(JSON.stringify({ version: 1, conversation }));
        assert.equal(lost, 0);
        assert.deepEqual(
          record.nodes.map(({ item }) => item.id),
          ['u', 'a'],
        );
        const [said] = record.nodes;
        assert.equal(said?.item.kind === 'user' && said.item.text, 'said');
        const again = readStored(writeConversation(record));
        assert.deepEqual([plain(again.record), again.lost], [plain(record), 0]);
      }),
      { seed: 14, numRuns: 500 },
    );
  }).timeout(60_000);

  it('says how much it could not read', () => {
    const nodes = [
      { item: { kind: 'user', id: 'u', text: 'said', at: 1, context: [] } },
      { item: { kind: 'picture', id: 'p' } },
    ];
    const { record, lost } = readStored(
      JSON.stringify({ version: 1, conversation: { id: 'c', nodes, head: 'p' } }),
    );
    assert.equal(lost, 1);
    assert.equal(record.head, 'u');
  });
});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const pick = (from: Record<string, unknown>, ...keys: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
