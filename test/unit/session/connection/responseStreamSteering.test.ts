import assert from 'node:assert/strict';
import { streamRig, usage, type Fields } from '../../../support/session/streamRig';

describe('ResponseStream: an instruction on the way', () => {
  const steer = (id: string): Fields => ({ steer: { id, previous_response_id: 'r' } });

  it('is taken up by a successor, whose beginning is the moment', () => {
    const { stream, heard, take, created, delta } = streamRig();
    created();
    delta('old ');
    stream.steerSent('shorter');
    stream.steerSent('in French');
    assert.equal(take('response.steer.accepted', steer('s1')), 'taken');
    assert.equal(take('response.incomplete', { response: { id: 'r' } }), 'awaiting');
    assert.deepEqual([stream.answersTo('r'), stream.responseId], [true, undefined]);
    // What still comes of the old one is nobody's.
    assert.equal(take('response.created', { response: { id: 'r' } }), 'stale');
    assert.equal(delta('late'), 'stale');
    created('r2');
    delta('new');
    assert.equal(take('response.completed', { response: { id: 'r2' } }), 'completed');
    assert.deepEqual(heard, ['old ', 'accepted', 'awaiting', 'redirected to shorter and in French', 'new']);
  });

  it('has a successor that begins anew: what was seen of the answer before says nothing of it', () => {
    const { stream, ends, take, created } = streamRig();
    created('r', { sequence_number: 0 });
    take('response.reasoning_text.delta', { delta: 'Hm.', sequence_number: 1 });
    stream.steerSent('shorter');
    const said = { service_tier: 'priority', prompt_cache_diagnostics: { type: 'cache_hit' } };
    take('response.completed', { response: { id: 'r', ...said } });
    assert.deepEqual([stream.servedTier, stream.cache], [undefined, undefined]);
    created('r2', { sequence_number: 0 });
    take('response.completed', { response: { id: 'r2', usage } });
    const [end] = ends;
    assert.ok(end?.kind === 'completed');
    assert.equal(end.usage?.textTokens, 5);
  });

  it('is no matter to anybody once nobody reads on, whatever becomes of it', () => {
    const refusal = { ...steer('s1'), error: { code: 'too_late', message: 'm' } };
    for (const [type, fields] of [
      ['response.steer.accepted', steer('s1')],
      ['response.steer.failed', refusal],
    ] as const) {
      const { stream, heard, take, created } = streamRig();
      created();
      stream.steerSent('shorter');
      stream.mute(7);
      assert.equal(take(type, fields), 'taken');
      assert.deepEqual(heard, []);
    }
  });

  it('has no successor where the answer fails', () => {
    for (const [type, status] of [
      ['response.failed', undefined],
      ['response.completed', 'failed'],
      ['response.done', 'failed'],
    ]) {
      const { stream, take, created } = streamRig();
      created();
      stream.steerSent('shorter');
      const response = { id: 'r', status, error: { message: 'No.' } };
      assert.equal(take(type ?? '', { response }), 'failed: No.');
    }
  });

  it('is handed back while the answer goes on, once', () => {
    const { stream, heard, take, created, delta } = streamRig();
    created();
    stream.steerSent('shorter');
    const refusal = { ...steer('s1'), error: { code: 'too_late', message: 'm' } };
    assert.equal(take('response.steer.failed', refusal), 'taken');
    assert.equal(take('response.steer.failed', refusal), 'duplicate');
    delta('on');
    assert.equal(take('response.completed', { response: { id: 'r' } }), 'completed');
    assert.deepEqual(heard, ['refused: too_late', 'on']);
  });

  it('needs a request of its own where it is handed back when the answer is over', () => {
    const { stream, take, created } = streamRig();
    created();
    stream.steerSent('shorter');
    stream.steerSent('in French');
    take('response.completed', { response: { id: 'r' } });
    const refusal = { error: { code: 'too_late', message: 'm' } };
    assert.equal(take('response.steer.failed', { ...steer('s1'), ...refusal }), 'taken');
    assert.equal(take('response.steer.failed', { ...steer('s2'), ...refusal }), 'unsteered');
  });

  it('needs a request of its own where an error refuses it when the answer is over', () => {
    const { stream, heard, take, created } = streamRig();
    created();
    stream.steerSent('shorter');
    take('response.completed', { response: { id: 'r' } });
    assert.equal(take('error', { error: { message: 'What is response.steer?' } }), 'unsteered');
    assert.deepEqual(heard, ['awaiting']);
  });

  it('is refused by an error that speaks of steering, and of nothing else', () => {
    const { stream, heard, take, created } = streamRig();
    created();
    stream.steerSent('shorter');
    assert.equal(
      take('error', { error: { code: 'unknown_event', message: 'What is response.steer?' } }),
      'taken',
    );
    assert.deepEqual(heard, ['refused: steering_not_supported']);
    assert.equal(
      take('error', { error: { message: 'What is response.steer?' } }),
      'failed: What is response.steer?',
    );
    const other = streamRig();
    other.created();
    other.stream.steerSent('shorter');
    assert.equal(other.take('error', { error: { message: 'Out of memory.' } }), 'failed: Out of memory.');
  });
});
