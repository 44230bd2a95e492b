import assert from 'node:assert/strict';
import { KnownPrefixes } from '../../../../src/chat/native/knownPrefixes';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });

describe('KnownPrefixes', () => {
  it('sends what is new since the last answer that is known', () => {
    const known = new KnownPrefixes();
    known.remember('i', [user('a')], [assistant('b')], 'r1');
    const input = [user('a'), assistant('b'), user('c')];
    assert.deepEqual(known.increment('i', input), { input: [user('c')], previous: 'r1' });
    known.remember('i', input, [assistant('d')], 'r2');
    const longer = [...input, assistant('d'), user('e')];
    assert.deepEqual(known.increment('i', longer), { input: [user('e')], previous: 'r2' });
  });

  it('knows an answer by its calls too', () => {
    const call = (id: string) => ({
      ...{ type: 'function_call' as const, call_id: id, name: 'read', arguments: '{}' },
    });
    const output = { type: 'function_call_output' as const, call_id: 'c1', output: 'text' };
    const known = new KnownPrefixes();
    known.remember('i', [user('a')], [assistant('b'), call('c1')], 'r1');
    const input = [user('a'), assistant('b'), call('c1'), output];
    assert.deepEqual(known.increment('i', input), { input: [output], previous: 'r1' });
    const other = [user('a'), assistant('b'), call('c2'), output];
    assert.deepEqual(known.increment('i', other), { input: other });
  });

  it('sends everything when anything before is different', () => {
    const known = new KnownPrefixes();
    known.remember('i', [user('a')], [assistant('b')], 'r1');
    for (const [instructions, input] of [
      ['other', [user('a'), assistant('b'), user('c')]],
      ['i', [user('A'), assistant('b'), user('c')]],
      ['i', [user('a'), assistant('B'), user('c')]],
      ['i', [user('ab'), assistant(''), user('c')]],
    ] as const) {
      assert.deepEqual(known.increment(instructions, input), { input });
    }
  });

  it('never sends nothing', () => {
    const known = new KnownPrefixes();
    known.remember('i', [user('a')], [assistant('b')], 'r1');
    const input = [user('a'), assistant('b')];
    assert.deepEqual(known.increment('i', input), { input });
  });

  it('forgets the oldest of a hundred', () => {
    const known = new KnownPrefixes();
    for (let n = 0; n <= 100; n++) known.remember('i', [user(`q${n}`)], [assistant('b')], `r${n}`);
    const previous = (n: number) => known.increment('i', [user(`q${n}`), assistant('b'), user('c')]).previous;
    assert.deepEqual([previous(0), previous(1), previous(100)], [undefined, 'r1', 'r100']);
  });
});
