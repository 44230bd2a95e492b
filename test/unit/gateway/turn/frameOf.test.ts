import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { frameOf } from '../../../../src/gateway/turn/frameOf';
import type { ServedEvent } from '../../../../src/gateway/turn/served';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map(codes => String.fromCharCode(...codes)),
);

describe('frameOf', () => {
  it('writes an event with text as JSON.stringify does, whatever the text', () => {
    const event = fc.record(
      {
        type: fc.constant('response.output_text.delta' as const),
        item_id: anyText,
        output_index: fc.nat(),
        content_index: fc.nat(),
        delta: anyText,
        logprobs: fc.constant([]),
        sequence_number: fc.nat(),
        stream_id: anyText,
      },
      { requiredKeys: ['type', 'item_id', 'output_index', 'content_index', 'delta', 'logprobs'] },
    );
    fc.assert(
      fc.property(event, made => {
        const served: ServedEvent = { ...made, logprobs: [] };
        assert.equal(frameOf(served), JSON.stringify(served));
      }),
      { seed: 21, numRuns: 2000 },
    );
  });

  it('writes every other event as JSON.stringify does', () => {
    const event: ServedEvent = {
      type: 'error',
      status: 400,
      error: { type: 'invalid_request_error', code: 'x', message: '"', param: null },
      stream_id: 'edit',
    };
    assert.equal(frameOf(event), JSON.stringify(event));
  });
});
