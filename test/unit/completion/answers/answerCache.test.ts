import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerCache, type KnownAnswer } from '../../../../src/completion/answers/answerCache';
import { typedSince, type CursorSnapshot } from '../../../../src/completion/snapshot';
import { at } from '../../../support/completion/cursorText';

describe('AnswerCache', () => {
  it('goes on with what was shown while it is typed, and back again when it is deleted', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('let a█'), text: ' = foo();' });
    const screens = ['let a█', 'let a =█', 'let a = fo█', 'let a =█'];
    assert.deepEqual(
      screens.map(screen => cache.find(at(screen))),
      [' = foo();', ' foo();', 'o();', ' foo();'],
    );
  });
  it('knows nothing once the typing went another way', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('let a█'), text: ' = foo();' });
    assert.equal(cache.find(at('let ab█')), undefined);
  });
  it('knows nothing of what follows an answer that was typed to its end', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a█'), text: 'bc' });
    assert.equal(cache.find(at('abc█')), undefined);
  });
  it('remembers that nothing fits', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a█'), text: '' });
    assert.equal(cache.find(at('a█')), '');
    assert.equal(cache.find(at('ab█')), undefined);
  });
  it('prefers the newest answer and keeps no more than it may', () => {
    const cache = new AnswerCache(2);
    for (const text of ['1', '2']) cache.add({ snapshot: at('a█'), text });
    assert.equal(cache.find(at('a█')), '2');
    for (const screen of ['b█', 'c█']) cache.add({ snapshot: at(screen), text: 'x' });
    assert.equal(cache.find(at('a█')), undefined);
  });
  it('prefers what has most left, then what is newest', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a█'), text: 'bcdef' });
    cache.add({ snapshot: at('ab█'), text: 'c' });
    assert.equal(cache.find(at('ab█')), 'cdef');
    cache.add({ snapshot: at('ab█'), text: 'CDEF' });
    assert.equal(cache.find(at('ab█')), 'CDEF');
  });
  it('keeps what is used', () => {
    const cache = new AnswerCache(2);
    cache.add({ snapshot: at('a█'), text: '1' });
    cache.add({ snapshot: at('b█'), text: '2' });
    cache.find(at('a█'));
    cache.add({ snapshot: at('c█'), text: '3' });
    assert.deepEqual(
      ['a█', 'b█', 'c█'].map(screen => cache.find(at(screen))),
      ['1', undefined, '3'],
    );
  });
  it('is bounded by size as well', () => {
    const cache = new AnswerCache(10, 10);
    cache.add({ snapshot: at('a█'), text: '12345' });
    cache.add({ snapshot: at('b█'), text: '12345' });
    cache.add({ snapshot: at('c█'), text: '1234567890' });
    assert.deepEqual(
      ['a█', 'b█', 'c█'].map(screen => cache.find(at(screen))),
      [undefined, '12345', undefined],
    );
  });
  it('counts prefix, suffix and text, and keeps what fills it exactly', () => {
    const cache = new AnswerCache(10, 10);
    cache.add({ snapshot: at('ab█cd'), text: '123456' });
    assert.equal(cache.find(at('ab█cd')), '123456');
    cache.add({ snapshot: at('x█'), text: '' });
    assert.equal(cache.find(at('ab█cd')), undefined);
    cache.add({ snapshot: at('y█12345'), text: '123' });
    assert.deepEqual([cache.find(at('x█')), cache.find(at('y█12345'))], ['', '123']);
  });
  it('keeps an answer once, however often it comes', () => {
    const cache = new AnswerCache(2);
    cache.add({ snapshot: at('a█'), text: '1' });
    for (let n = 0; n < 3; n++) cache.add({ snapshot: at('b█'), text: '2' });
    assert.deepEqual([cache.find(at('a█')), cache.find(at('b█'))], ['1', '2']);
  });
  it('keeps the same text at two places, and before two texts', () => {
    const cache = new AnswerCache();
    const places = [at('a█'), at('a█', { firstLine: 90 }), at('a█;'), at('a█', { uri: 'file:///b.ts' })];
    for (const snapshot of places) cache.add({ snapshot, text: '1' });
    for (const snapshot of places) assert.equal(cache.find(snapshot), '1', JSON.stringify(snapshot));
  });
  it('goes on where an editor closed a bracket by itself', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('foo█;'), text: '(bar)' });
    assert.equal(cache.find(at('foo(█);')), 'bar)');
    assert.equal(cache.find(at('foo(█];')), undefined);
  });
  it('knows a text by the line breaks of its document', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a\r\n{█'), text: '\n  b' });
    assert.equal(cache.find(at('a\r\n{\r\n█')), '  b');
  });
  it('keeps documents apart', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a█'), text: 'b' });
    assert.equal(cache.find(at('a█', { uri: 'file:///b.ts' })), undefined);
    assert.equal(cache.find(at('a█', { languageId: 'c' })), undefined);
  });
  it('forgets one document only', () => {
    const cache = new AnswerCache();
    const [one, other] = [at('a█'), at('a█', { uri: 'file:///b.ts' })];
    for (const snapshot of [one, other]) cache.add({ snapshot, text: 'b' });
    cache.forget(one.uri);
    assert.deepEqual([cache.find(one), cache.find(other)], [undefined, 'b']);
  });
  it('does not take a line far down for one that reads the same', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('return █', { firstLine: 90 }), text: 'far;' });
    assert.equal(cache.find(at('return █')), undefined);
  });
  it('looks up in one document without touching what it knows of another', () => {
    const cache = new AnswerCache();
    const other = { uri: 'file:///b.ts' };
    cache.add({ snapshot: at('b1█', { ...other, firstLine: 1 }), text: '2' });
    assert.equal(cache.find(at('a0\na1█')), undefined);
    assert.equal(cache.find(at('b0\nb1█', other)), '2');
  });
  it('finds what was asked in a window other than the one that was looked up last', () => {
    const cache = new AnswerCache();
    assert.equal(cache.find(at('b\nc█', { firstLine: 1 })), undefined);
    cache.add({ snapshot: at('a\nb\nc█'), text: 'd' });
    assert.equal(cache.find(at('b\nc█', { firstLine: 1 })), 'd');
  });
  it('finds over a step of the window what it knew before, and back', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a\nb\nc█'), text: 'def' });
    cache.add({ snapshot: at('z█', { firstLine: 90 }), text: 'far' });
    assert.equal(cache.find(at('b\ncd█', { firstLine: 1 })), 'ef');
    assert.equal(cache.find(at('a\nb\nc█')), 'def');
    assert.equal(cache.find(at('z█', { firstLine: 90 })), 'far');
    assert.equal(cache.find(at('a\nb\ncd█')), 'ef');
  });
  it('is as large after many steps as before', () => {
    const cache = new AnswerCache(10, 40);
    cache.add({ snapshot: at('a\nb\nc█'), text: '1' });
    for (let n = 0; n < 20; n++) cache.find(n % 2 ? at('a\nb\nc█') : at('b\nc█', { firstLine: 1 }));
    for (const text of ['2', '3', '4']) cache.add({ snapshot: at('a\nb\nc█'), text });
    assert.deepEqual(cache.findAll(at('a\nb\nc█')), ['4', '3', '2', '1']);
    for (const text of ['5', '6', '7', '8']) cache.add({ snapshot: at('a\nb\nc█'), text });
    assert.deepEqual(cache.findAll(at('a\nb\nc█')), ['8', '7', '6', '5', '4', '3']);
  });
  it('puts alternatives last', () => {
    const cache = new AnswerCache();
    cache.add({ snapshot: at('a█'), text: 'b' });
    cache.add({ snapshot: at('a█'), text: 'longer', alternative: true });
    assert.equal(cache.find(at('a█')), 'b');
    assert.deepEqual(cache.findAll(at('a█')), ['b', 'longer']);
    assert.equal(cache.find(at('alo█')), 'nger');
  });

  it('does what a list would do, in whatever order it is asked', () => {
    const piece = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom('a', 'b', '(', '\n', '😀'), maxLength });
    const place = fc.record({
      uri: fc.constantFrom('file:///a.ts', 'file:///b.ts'),
      prefix: piece(4),
      suffix: fc.constantFrom('', ')', ';', ');'),
    });
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), place, text: piece(6) }),
      fc.record({ do: fc.constant('find' as const), place, text: fc.constant('') }),
      fc.record({ do: fc.constantFrom('add' as const, 'find' as const), place, text: piece(3) }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 60 }),
        (steps, capacity, size) => {
          const cache = new AnswerCache(capacity, size);
          const model = new AnswerList(capacity, size);
          for (const { do: what, place, text } of steps) {
            const snapshot = at('█', place);
            if (what === 'add') {
              cache.add({ snapshot, text });
              model.add({ snapshot, text });
            } else assert.equal(cache.find(snapshot), model.find(snapshot));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** The same promises, kept by looking at everything. Last is what was used last. */
class AnswerList {
  private answers: { readonly answer: KnownAnswer; readonly age: number }[] = [];
  private age = 0;

  constructor(
    private readonly capacity: number,
    private readonly size: number,
  ) {}

  add(answer: KnownAnswer): void {
    const size = (one: KnownAnswer): number =>
      one.snapshot.prefix.length + one.snapshot.suffix.length + one.text.length;
    if (size(answer) > this.size) return;
    const same = (other: KnownAnswer): boolean => JSON.stringify(other) === JSON.stringify(answer);
    this.answers = this.answers.filter(entry => !same(entry.answer));
    this.answers.push({ answer, age: this.age++ });
    const total = (): number => this.answers.reduce((sum, entry) => sum + size(entry.answer), 0);
    while (this.answers.length > this.capacity || total() > this.size) this.answers.shift();
  }

  find(snapshot: CursorSnapshot): string | undefined {
    let best: { entry: AnswerList['answers'][number]; rest: string } | undefined;
    for (const entry of this.answers) {
      const typed = typedSince(entry.answer.snapshot, snapshot);
      const { text } = entry.answer;
      if (typed === undefined || !text.startsWith(typed) || (typed !== '' && typed === text)) continue;
      const rest = text.slice(typed.length);
      const better = !best || rest.length > best.rest.length;
      if (better || (rest.length === best?.rest.length && entry.age > best.entry.age)) best = { entry, rest };
    }
    if (!best) return undefined;
    const { entry, rest } = best;
    this.answers = [...this.answers.filter(other => other !== entry), entry];
    return rest;
  }
}
