import assert from 'node:assert/strict';
import type { EngineRequest } from '../../../../src/engines/engine';
import { Prefixes } from '../../../../src/engines/routing/prefixes';

const message = (text: string, role = 'user'): EngineRequest['input'][number] => ({
  type: 'message',
  role,
  content: text,
});
const request = (input: readonly string[], more: Partial<EngineRequest> = {}): EngineRequest => ({
  model: 'm',
  instructions: '',
  input: input.map(text => message(text)),
  maxOutputTokens: undefined,
  ...more,
});
const long = (name: string): string => name.repeat(1_200);

describe('Prefixes', () => {
  const [here, there] = [{ at: 'here' }, { at: 'there' }];

  it('leads a conversation back to where it was read, also as a new object without a lane', () => {
    const prefixes = new Prefixes<object>();
    const items = [long('one'), 'two', 'three', 'four', 'five'];
    prefixes.remember(request(items.slice(0, 3)), here);
    assert.equal(prefixes.find(request(items)), here);
    assert.equal(prefixes.find(request([long('other'), ...items.slice(1)])), undefined);
  });

  it('takes a message for the same in each of its forms', () => {
    const prefixes = new Prefixes<object>();
    prefixes.remember(request([long('one')]), here);
    for (const item of [
      { role: 'user', content: long('one') },
      { role: 'user', content: [{ type: 'input_text', text: long('one') }] },
    ])
      assert.equal(prefixes.find({ ...request([]), input: [item, message('two')] }), here);
  });

  it('goes by the longest beginning', () => {
    const prefixes = new Prefixes<object>();
    prefixes.remember(request([long('a')]), here);
    prefixes.remember(request([long('a'), long('b')]), there);
    assert.equal(prefixes.find(request([long('a'), long('b'), 'c'])), there);
    assert.equal(prefixes.find(request([long('a'), 'c'])), there, 'it has read this later');
    prefixes.remember(request([long('a')]), here);
    assert.equal(prefixes.find(request([long('a'), 'c'])), here);
    assert.equal(prefixes.find(request([long('a'), long('b'), 'c'])), there);
  });

  it('takes less than half of a request, or a few words, for nothing', () => {
    const prefixes = new Prefixes<object>();
    prefixes.remember(request([long('a')]), here);
    assert.equal(prefixes.find(request([long('a'), long('b'), long('c')])), undefined);
    prefixes.remember(request(['Hello.']), here);
    assert.equal(prefixes.find(request(['Hello.'])), undefined);
  });

  it('keeps a chain together, however short, and whatever is added to it', () => {
    const prefixes = new Prefixes<object>();
    const first = request(['Hello.']);
    prefixes.remember(first, here);
    const input = [...first.input, message('Hi.', 'assistant'), message(long('more'))];
    assert.equal(prefixes.find({ ...first, input }), here);
    assert.equal(prefixes.find(request(['Hello.', 'Hi.'])), undefined, 'other objects are another chain');
  });

  it('knows one model from another', () => {
    const prefixes = new Prefixes<object>();
    prefixes.remember(request([long('a')]), here);
    assert.equal(prefixes.find(request([long('a')], { model: 'n' })), undefined);
  });

  it('keeps a lane where it was when it knows nothing better', () => {
    const prefixes = new Prefixes<object>();
    const lane = { name: 'inline' };
    prefixes.remember(request(['x'], { lane }), here);
    assert.equal(prefixes.find(request(['y'], { lane })), here);
    assert.equal(
      prefixes.find(request(['y'], { lane: { name: 'inline' } })),
      undefined,
      'another connection',
    );
    prefixes.remember(request([long('a')]), there);
    assert.equal(prefixes.find(request([long('a'), 'y'], { lane })), there);
  });

  it('forgets what is gone, and remembers only so much', () => {
    const prefixes = new Prefixes<object>();
    prefixes.remember(request([long('a')]), here);
    prefixes.keep(place => place === there);
    assert.equal(prefixes.find(request([long('a')])), undefined);
    prefixes.remember(request([long('first')]), here);
    for (let n = 0; n < 5_000; n++) prefixes.remember(request([long(`n${n}`)]), there);
    assert.equal(prefixes.find(request([long('first')])), undefined);
    assert.equal(prefixes.find(request([long('n4999')])), there);
  });

  it('looks at a bounded part of what is long', () => {
    const prefixes = new Prefixes<object>();
    const many = Array.from({ length: 20_000 }, (_, n) => `message number ${n}`);
    prefixes.remember(request(many), here);
    let read = 0;
    const counted = many.map(text => ({
      type: 'message',
      role: 'user',
      get content() {
        read++;
        return text;
      },
    }));
    assert.equal(prefixes.find({ ...request([]), input: counted }), here);
    assert.ok(read <= 2 * 256, `${read} items were read`);
  });
});
