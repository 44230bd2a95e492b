import assert from 'node:assert/strict';
import { harness, outcome, settle } from '../../support/session/harness';

const message = (text: string): object => ({ type: 'message', content: [{ type: 'output_text', text }] });
const item = { type: 'function_call', id: 'fc', call_id: 'c1', name: 'f', arguments: '{}' };

async function asking() {
  const base = harness();
  const turn = base.session.start({ lane: 'chat', input: 'q' });
  await settle();
  const socket = base.endpoint.socket.accept();
  await settle();
  return { ...base, turn, socket };
}

describe('answers as servers write them that are not OpenAI', () => {
  const said: readonly (readonly [what: string, events: readonly object[]])[] = [
    [
      'text when a part is done',
      [{ type: 'response.content_part.done', part: { type: 'output_text', text: 'Hello' } }],
    ],
    [
      'text when an item is done',
      [{ type: 'response.output_item.done', output_index: 0, item: message('Hello') }],
    ],
    [
      'text with the end only',
      [{ type: 'response.completed', response: { id: 'r', output: [message('Hello')] } }],
    ],
    [
      'another id with each delta',
      [
        { type: 'response.output_text.delta', item_id: 'a', output_index: 0, delta: 'Hel' },
        { type: 'response.output_text.delta', item_id: 'b', output_index: 0, delta: 'lo' },
        { type: 'response.output_text.done', item_id: 'c', output_index: 0, text: 'Hello' },
      ],
    ],
  ];
  for (const [what, events] of said) {
    it(what, async () => {
      const { turn, socket } = await asking();
      socket.created('', 'r');
      for (const event of events) socket.raw(JSON.stringify(event));
      socket.completed('', 'r');
      assert.equal(await outcome(turn), 'completed "Hello"');
    });
  }

  it('a call with the end only', async () => {
    const { turn, socket } = await asking();
    socket.created('', 'r');
    socket.say('', 'response.completed', { response: { id: 'r', output: [item] } });
    assert.deepEqual(
      (await turn.done).calls?.map(({ callId }) => callId),
      ['c1'],
    );
  });

  it('an error with an object in the place of its status, of which nobody knows what its text is', async () => {
    const { turn, socket } = await asking();
    const error = { message: 'No.', code: 'invalid_request', status: { toString: 1 } };
    socket.raw(JSON.stringify({ type: 'error', error }));
    const { status, error: told } = await turn.done;
    assert.deepEqual([status, told?.kind, told?.message], ['failed', 'request', 'No.']);
  });

  it('without a word that they begin', async () => {
    const { turn, socket, session } = await asking();
    socket.delta('', 'Hel');
    socket.delta('', 'lo');
    socket.raw('{"type":"response.completed","response":{}}');
    assert.equal(await outcome(turn), 'completed "Hello"');
    const next = session.start({ lane: 'chat', input: 'again' });
    await settle();
    socket.delta('', 'Bye');
    socket.raw('{"type":"response.completed","response":{}}');
    assert.equal(await outcome(next), 'completed "Bye"');
  });

  it('what comes before the beginning belongs to nobody, where the server says when answers begin', async () => {
    const { turn, socket, session } = await asking();
    socket.created('', 'r');
    socket.completed('', 'r');
    await turn.done;
    const next = session.start({ lane: 'chat', input: 'again' });
    await settle();
    socket.delta('', 'late');
    socket.created('', 's');
    socket.delta('', 'own');
    socket.completed('', 's');
    assert.equal(await outcome(next), 'completed "own"');
  });

  for (const [type, response, expected] of [
    [
      'response.completed',
      { status: 'incomplete', incomplete_details: { reason: 'max_tokens' } },
      'incomplete max_tokens "a"',
    ],
    ['response.completed', { status: 'failed', error: { message: 'No.' } }, 'failed server "a"'],
    ['response.completed', { status: 'in_progress', error: {} }, 'completed "a"'],
    ['response.done', { status: 'expired' }, 'incomplete expired "a"'],
    ['response.done', {}, 'completed "a"'],
  ] as const) {
    it(`${type} with ${JSON.stringify(response)} is ${expected}`, async () => {
      const { turn, socket } = await asking();
      socket.created('', 'r');
      socket.delta('', 'a');
      socket.say('', type, { response: { id: 'r', ...response } });
      assert.equal(await outcome(turn), expected);
    });
  }

  for (const code of [
    'context_length_exceeded',
    'insufficient_quota',
    'invalid_prompt',
    'model_not_found',
    'cyber_policy_violation',
  ]) {
    it(`a failure for good (${code}) is not sent again`, async () => {
      const { turn, socket } = await asking();
      socket.created('', 'r');
      socket.say('', 'response.failed', {
        response: { id: 'r', status: 'failed', error: { code, message: 'No.' } },
      });
      const { error, status } = await turn.done;
      assert.deepEqual([status, error?.code, socket.received.length], ['failed', code, 1]);
    });
  }
});
