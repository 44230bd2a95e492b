import assert from 'node:assert/strict';
import { parseServerFrame } from '../../../../src/protocol/parseServerFrame';
import { readFrame } from '../../../support/gateway/transcript';
import { TurnWriter } from '../../../../src/gateway/turn/turnWriter';

function bench(lane?: string) {
  const frames: string[] = [];
  let id = 0;
  const writer = new TurnWriter(
    {
      id: 'resp_1',
      lane,
      model: 'm',
      createdAt: 1_800_000_000,
      previousResponseId: undefined,
      maxOutputTokens: 64,
      metadata: { who: 'test' },
    },
    prefix => `${prefix}_${++id}`,
    event => frames.push(JSON.stringify(event)),
  );
  return { writer, frames };
}

const tokens = { input: 7, cached: 3, output: 2 };

describe('TurnWriter', () => {
  it('writes events our own client understands, every one', () => {
    const { writer, frames } = bench('edit');
    writer.begin();
    writer.text('a');
    writer.call('shell', '{}');
    writer.steerFailed({ input: 'x' }, 'invalid_input', 'no');
    writer.incomplete('max_output_tokens', tokens);
    writer.write({ type: 'response.steer.accepted', steer: { id: 's', previous_response_id: 'resp_1' } });
    for (const frame of frames) {
      const read = parseServerFrame(frame);
      assert.equal(read.kind, 'event', frame);
      assert.ok(read.kind === 'event' && read.event.stream_id === 'edit');
    }
  });

  it('numbers from 0 without a gap and puts no lane on the default lane', () => {
    const { writer, frames } = bench();
    writer.begin();
    writer.text('a');
    writer.complete(tokens);
    const seen = frames.map(frame => parseServerFrame(frame));
    assert.deepEqual(
      seen.map(read => (read.kind === 'event' ? read.event.sequence_number : undefined)),
      seen.map((_, index) => index),
    );
    assert.ok(frames.every(frame => !frame.includes('stream_id')));
  });

  it('puts the whole answer and the usage into the terminal event', () => {
    const { writer, frames } = bench();
    writer.begin();
    writer.text('on');
    writer.text('e');
    writer.complete(tokens);
    const { response } = readFrame(frames.at(-1) ?? '');
    assert.ok(response);
    assert.equal(response['status'], 'completed');
    assert.equal(response['max_output_tokens'], 64);
    assert.deepEqual(response['metadata'], { who: 'test' });
    assert.deepEqual(response.usage, {
      input_tokens: 7,
      input_tokens_details: { cached_tokens: 3, cache_write_tokens: 0 },
      output_tokens: 2,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 9,
    });
    assert.match(JSON.stringify(response.output), /"text":"one"/);
  });

  it('ends only once', () => {
    const { writer } = bench();
    writer.begin();
    writer.complete(tokens);
    assert.throws(() => writer.incomplete('cancelled', tokens), /only once/);
  });
});
