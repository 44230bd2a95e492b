import assert from 'node:assert/strict';
import * as v from 'valibot';
import { toolFields, type TurnTool } from '../../../../src/session/turns/turnTools';
import { harness, read, settle } from '../../../support/session/harness';

const tools: readonly TurnTool[] = [
  {
    name: 'read',
    description: 'Reads a file.',
    parameters: { type: 'object', properties: { file: { type: 'string' } } },
  },
];

const item = { id: 'fc_1', type: 'function_call', call_id: 'c1', name: 'read', arguments: '{"file":"a"}' };
const call = { callId: 'c1', name: 'read', arguments: '{"file":"a"}' };

/** A turn that is on the wire, and the socket it runs on. */
async function asking(request: { tools?: readonly TurnTool[]; toolChoice?: 'required' } = { tools }) {
  const { session, endpoint } = harness();
  const turn = session.start({ lane: 'chat', input: 'q', ...request });
  await settle();
  const socket = endpoint.socket.accept();
  await settle();
  return { turn, socket };
}

describe('function calls of a turn', () => {
  it('offers tools, and says nothing of tools where there are none', async () => {
    const offered = [{ type: 'function', ...tools[0], strict: false }];
    assert.deepEqual(toolFields(tools, undefined), { tools: offered, tool_choice: 'auto' });
    assert.deepEqual(toolFields([], 'required'), {});
    assert.deepEqual(toolFields(undefined, undefined), {});
    const { socket } = await asking({ tools, toolChoice: 'required' });
    const sent = v.parse(v.looseObject({}), socket.received[0]);
    assert.deepEqual([sent['tools'], sent['tool_choice']], [offered, 'required']);
    const without = await asking({});
    assert.doesNotMatch(without.socket.frames.join(), /tool/);
  });

  it('ends with the text and the calls the model asks for, in order', async () => {
    const { turn, socket } = await asking();
    socket.created('', 'r1');
    socket.delta('', 'Let me look.');
    socket.say('', 'response.output_item.added', { item: { ...item, arguments: '' } });
    socket.say('', 'response.output_item.done', { item });
    socket.say('', 'response.output_item.done', { item: { ...item, call_id: 'c2' } });
    socket.completed('', 'r1');
    const { status, text, calls, responseId } = await turn.done;
    assert.deepEqual([status, text, responseId], ['completed', 'Let me look.', 'r1']);
    assert.deepEqual(calls, [call, { ...call, callId: 'c2' }]);
    assert.deepEqual(await read(turn), ['Let me look.']);
  });

  it('has no calls where the model asks for none', async () => {
    const { turn, socket } = await asking();
    socket.created('', 'r1');
    socket.say('', 'response.output_item.done', { item: { id: 'm', type: 'message' } });
    socket.completed('', 'r1');
    assert.equal('calls' in (await turn.done), false);
  });

  it('is not sent again after a call, when the connection is lost', async () => {
    const { turn, socket } = await asking();
    socket.created('', 'r1');
    socket.say('', 'response.output_item.done', { item });
    socket.hangUp();
    assert.equal((await turn.done).status, 'failed');
  });

  it('bounds what a server gone mad can make it keep', async () => {
    const { turn, socket } = await asking();
    socket.created('', 'r1');
    const long = { ...item, arguments: 'x'.repeat(1024 * 1024) };
    for (let n = 0; n < 5; n++)
      socket.say('', 'response.output_item.done', { item: { ...long, call_id: `c${n}` } });
    const { status, reason } = await turn.done;
    assert.deepEqual([status, reason], ['incomplete', 'answer_too_long']);
  });
});
