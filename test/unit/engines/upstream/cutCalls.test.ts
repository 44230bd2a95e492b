import assert from 'node:assert/strict';
import { data, json, stream } from '../../../support/upstreams/standIn';
import { ask, startRig, type Seen, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

/** Clients that read calls while they stream make a whole one of what is there, and run it. */
describe('A call in which an answer was cut', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());
  const read = async (api: 'responses' | 'chat', events: readonly string[]): Promise<Seen> => {
    rig = await startRig(
      asked => (asked.method === 'POST' ? stream(events) : json({ data: [{ id: 'm' }] })),
      {
        model: 'm',
        api,
        server: 'other',
      },
    );
    return ask(rig, { input: 'Hi', tools: [{ type: 'function', name: 'f' }] });
  };
  const argumentsOf = ({ calls }: Seen): string[] => calls.map(call => call.arguments);

  const call = {
    type: 'function_call',
    id: 'fc1',
    call_id: 'c1',
    name: 'f',
    arguments: '{"a":1}',
    status: 'completed',
  };
  const cut = { ...call, id: 'fc2', call_id: 'c2', arguments: '{"a"', status: 'incomplete' };
  const created = data({ type: 'response.created', response: { id: 'r', status: 'in_progress' } });
  const done = [call, cut].map((item, output_index) =>
    data({ type: 'response.output_item.done', output_index, item }),
  );
  const end = (output: readonly object[]): string =>
    data({ type: 'response.incomplete', response: { id: 'r', status: 'incomplete', output } });

  for (const [what, events] of Object.entries({
    'as an item that is done': [created, ...done, end([])],
    'with the end only': [created, end([call, cut])],
    'in both places': [created, ...done, end([call, cut])],
  }))
    it(`of Responses is left out, ${what}; one that was whole before is told`, async () => {
      const seen = await read('responses', events);
      assert.deepEqual([seen.state, seen.reason], ['incomplete', 'max_output_tokens']);
      assert.deepEqual(argumentsOf(seen), ['{"a":1}']);
    });

  it('of Responses counts as written where the server counts nothing', async () => {
    const long = { ...cut, arguments: `{"a":"${'x'.repeat(400)}` };
    const seen = await read('responses', [created, end([long])]);
    const [, tokens] = /"output_tokens":(\d+)/.exec(JSON.stringify(seen.usage)) ?? [];
    assert.ok(Number(tokens) > 50, tokens);
  });

  it('of chat/completions is left out', async () => {
    const chunk = (delta: object, finish_reason: string | null = null): string =>
      data({ choices: [{ index: 0, delta, finish_reason }] });
    const begun = { index: 0, id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a"' } };
    const seen = await read('chat', [chunk({ tool_calls: [begun] }), chunk({}, 'length'), data('[DONE]')]);
    assert.deepEqual([seen.state, seen.reason, argumentsOf(seen)], ['incomplete', 'max_output_tokens', []]);
  });
});
