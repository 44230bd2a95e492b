import assert from 'node:assert/strict';
import { Emitter } from '../../../src/common/emitter';

describe('Emitter', () => {
  it('calls listeners in order, and each subscription once', () => {
    const emitter = new Emitter<number>();
    const seen: string[] = [];
    const listener = (value: number): void => void seen.push(`a${value}`);
    emitter.event(listener);
    const twice = emitter.event(listener);
    emitter.event(value => seen.push(`b${value}`));
    emitter.fire(1);
    twice.dispose();
    twice.dispose();
    emitter.fire(2);
    assert.deepEqual(seen, ['a1', 'a1', 'b1', 'a2', 'b2']);
  });

  it('lets listeners come and go during an event from the next one on', () => {
    const emitter = new Emitter<number>();
    const seen: string[] = [];
    emitter.event(value => {
      seen.push(`first${value}`);
      second.dispose();
      if (value === 1) emitter.event(late => seen.push(`late${late}`));
    });
    const second = emitter.event(value => seen.push(`second${value}`));
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(seen, ['first1', 'second1', 'first2', 'late2']);
  });

  it('is silent after dispose', () => {
    const emitter = new Emitter<void>();
    emitter.event(() => assert.fail());
    emitter.dispose();
    emitter.fire();
  });
});
