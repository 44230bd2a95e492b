import assert from 'node:assert/strict';
import { otherThan } from '../../../../src/completion/requests/otherThan';
import { cursorInput } from '../../../../src/completion/prompt/prompt';
import { at } from '../../../support/completion/cursorText';

describe('otherThan', () => {
  const input = cursorInput(at('let a█'));
  it('says what is known, before the message of the cursor', () => {
    const [note, cursor, ...more] = otherThan([' = 1;', ' = 2;'], input);
    assert.match(JSON.stringify(note), /developer.*<known> = 1;<\/known>\\n<known> = 2;<\/known>/);
    assert.deepEqual([cursor, ...more], input);
  });
  it('leaves a first request as it is', () => assert.equal(otherThan([], input), input));
});
