import assert from 'node:assert/strict';
import { usage } from '../support/session/modelServer';
import { ForeignRig, user } from '../support/session/foreignRig';

/** Turns, contexts and chains against a server that others wrote. */
describe('session against opencodex', function () {
  this.timeout(60_000);
  const rig = ForeignRig.forTests({ startServer: true });

  it('does a full turn: text in pieces, usage, timings', async () => {
    const turn = rig().ask('say one two three', { instructions: 'Be brief.' });
    const pieces: string[] = [];
    for await (const piece of turn.text) pieces.push(piece);
    const result = await turn.done;
    assert.equal(pieces.join(''), 'one two three');
    assert.equal(result.text, 'one two three');
    assert.equal(result.status, 'completed');
    assert.deepEqual(result.usage, {
      inputTokens: usage.input,
      outputTokens: usage.output,
      cachedTokens: usage.cached,
    });
    assert.equal(result.responseId, undefined, 'this server gives no ids here');
    assert.deepEqual(
      rig().models.requests.map(request => request.said),
      [['system: Be brief.', 'user: say one two three']],
    );
  });

  it('does turn after turn, and loses no socket', async () => {
    for (let n = 0; n < 20; n++) await rig().says(`number ${n}`);
    assert.equal(rig().models.requests.length, 20);
    rig().untroubled();
  });

  it('takes a large context', async () => {
    await rig().says('yes', { instructions: 'x'.repeat(4 << 20) });
    rig().untroubled();
  });

  it('does not warm up a server that has not said that it can', async () => {
    assert.equal(await rig().session.warm({ lane: 'inline', input: [user('say nothing')] }), undefined);
    await rig().says('hello');
    assert.equal(rig().models.requests.length, 1);
  });

  it('takes a warm-up answered without an id for none', async () => {
    rig().session.dispose();
    rig().connect({ profile: { warmUp: true } });
    const warm = await rig().session.warm({
      lane: 'inline',
      instructions: 'Static.',
      input: [user('say nothing')],
    });
    assert.equal(warm, undefined);
    assert.equal(rig().models.requests.length, 0, 'nothing was generated');
    await rig().says('hello', { lane: 'inline' });
    rig().untroubled();
  });

  it('sends only what is new where the server has the rest', async () => {
    const native = { model: 'native/m' };
    const long = 'x'.repeat(10_000);
    const first = await rig().says('one', { ...native, input: [user(long), user('say one')] });
    assert.ok(first.responseId, 'a model behind Responses has ids');
    const before = [user(long), user('say one'), { role: 'assistant', content: 'one' } as const];
    const second = await rig().says('two', {
      ...native,
      previous: first.responseId,
      fullInput: () => [...before, user('say two')],
    });
    assert.deepEqual(rig().models.requests.at(-1)?.said, [
      `user: ${long}`,
      'user: say one',
      'assistant: one',
      'user: say two',
    ]);
    assert.ok(first.bytes.up > 10_000 && second.bytes.up < 1_000);
    rig().untroubled();
  });

  it('sends everything, once, where the server has forgotten', async () => {
    const native = { model: 'native/m' };
    // What ended early is not kept, and the server does not say so before it is asked for.
    const first = await rig().ask('cut one', native).done;
    assert.equal(first.status, 'incomplete');
    assert.equal(first.reason, 'max_output_tokens');
    assert.ok(first.responseId);
    const fullInput = () => [
      user('cut one'),
      { role: 'assistant', content: 'one' } as const,
      user('say two'),
    ];
    await rig().says('two', { ...native, previous: first.responseId, fullInput });
    assert.deepEqual(
      rig().models.requests.map(request => request.said),
      [['user: cut one'], ['user: say two'], ['user: cut one', 'assistant: one', 'user: say two']],
    );
    rig().untroubled();
  });

  it('never sends an id that the connection does not hold, and says so where there is nothing else to send', async () => {
    await rig().says('yes', { previous: 'resp_unknown', fullInput: () => [user('say yes')] });
    assert.equal(rig().models.requests.length, 1);
    const lost = await rig().ask('say no', { previous: 'resp_unknown' }).done;
    assert.equal(lost.status, 'failed');
    assert.equal(lost.error?.code, 'previous_response_not_found');
    assert.equal(lost.error?.kind, 'chain-lost');
    assert.equal(rig().models.requests.length, 1, 'nothing was generated');
    await rig().says('again');
  });
});
