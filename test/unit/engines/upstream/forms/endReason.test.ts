import assert from 'node:assert/strict';
import { endReasonOf } from '../../../../../src/engines/upstream/forms/endReason';

describe('endReasonOf', () => {
  const table: Readonly<Record<string, readonly string[]>> = {
    stop: [
      ...[
        'stop',
        'STOP',
        'end_turn',
        'eos',
        'eos_token',
        'stop_sequence',
        'tool_calls',
        'tool_use',
        'function_call',
      ],
      ...['COMPLETE', 'FINISH_REASON_STOP', 'FinishReason.STOP', 'endTurn', '<|eot_id|>', 'done'],
    ],
    max_output_tokens: [
      ...[
        'length',
        'max_tokens',
        'MAX_TOKENS',
        'max_output_tokens',
        'model_length',
        'max_new_tokens',
        'limit',
      ],
      ...[
        'model_context_window_exceeded',
        'context_length_exceeded',
        'token_limit',
        'ERROR_LIMIT',
        'maxTokens',
        'pause_turn',
      ],
    ],
    content_filter: [
      ...[
        'content_filter',
        'content-filter',
        'SAFETY',
        'RECITATION',
        'BLOCKLIST',
        'PROHIBITED_CONTENT',
        'SPII',
      ],
      ...['sensitive', 'refusal', 'guardrail_intervened', 'content_filtered', 'ERROR_TOXIC', 'IMAGE_SAFETY'],
    ],
    unknown: ['OTHER', 'FINISH_REASON_UNSPECIFIED', 'something new', 'x'],
    failure: [
      ...[
        'error',
        'abort',
        'cancelled',
        'insufficient_system_resource',
        'network_error',
        'MALFORMED_FUNCTION_CALL',
      ],
      ...['timeout', 'load', 'UNEXPECTED_TOOL_CALL', 'rate_limit_exceeded'],
    ],
  };
  for (const [expected, words] of Object.entries(table)) {
    for (const word of words) {
      it(`${word} is ${expected}`, () => {
        if (expected === 'failure')
          assert.throws(() => endReasonOf(word), new RegExp(`ended the answer with "${word}"`));
        else assert.equal(endReasonOf(word), expected);
      });
    }
  }
});
