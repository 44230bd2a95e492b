import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerParts, textOfPart, textsOf, type Place } from '../../../src/protocol/answerParts';

const message = (text: string): unknown => ({ type: 'message', content: [{ type: 'output_text', text }] });

describe('AnswerParts', () => {
  it('hands on what only comes whole, once, from whichever place it comes', () => {
    const parts = new AnswerParts();
    const at: Place = { item_id: 'm', output_index: 0, content_index: 0 };
    assert.equal(parts.whole(at, 'Hello'), 'Hello');
    assert.equal(parts.whole(at, 'Hello'), '');
    assert.equal(parts.item({ output_index: 0 }, message('Hello')), '');
    assert.equal(parts.output([message('Hello')]), '');
  });

  it('takes the text of the end where none came before, and no thoughts', () => {
    const thoughts = { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'hm' }] };
    assert.equal(new AnswerParts().output([thoughts, message('a'), message('b')]), 'ab');
  });

  it('tells parts apart by their place, whatever their ids are', () => {
    const parts = new AnswerParts();
    assert.equal(parts.delta({ item_id: 'a', output_index: 1, content_index: 0 }, 'one '), 'one ');
    assert.equal(parts.delta({ item_id: 'b', output_index: 1, content_index: 0 }, 'two'), 'two');
    assert.equal(parts.whole({ item_id: 'c', output_index: 1, content_index: 0 }, 'one two'), '');
    assert.equal(parts.whole({ item_id: 'a', output_index: 2, content_index: 0 }, 'three'), 'three');
  });

  it('knows a part again by its id, or by being the latest, where its place is not told', () => {
    const parts = new AnswerParts();
    parts.delta({ item_id: 'a' }, 'one');
    assert.equal(parts.whole({ item_id: 'a', output_index: 0 }, 'one'), '');
    parts.itemBegins();
    assert.equal(parts.delta({}, 'two'), 'two');
    assert.equal(parts.whole({}, 'two'), '');
  });

  it('takes a whole text for the part that has come, where only one of the two says its place', () => {
    const places: Place[] = [{ item_id: 'a' }, { output_index: 3 }, { output_index: 3, content_index: 1 }];
    for (const place of places) {
      for (const [first, second] of [
        [place, {}],
        [{}, place],
      ] as const) {
        const parts = new AnswerParts();
        assert.equal(parts.delta(first, 'one'), 'one');
        assert.equal(parts.whole(second, 'one'), '', JSON.stringify([first, second]));
      }
    }
  });

  it('lets a place without an index be any, and keeps contents of one item apart', () => {
    const parts = new AnswerParts();
    const of = (content_index: number): Place => ({ output_index: 0, content_index });
    parts.delta(of(0), 'one');
    parts.delta(of(1), 'two');
    assert.equal(parts.whole(of(0), 'one!'), '!');
    assert.equal(parts.whole(of(1), 'two!'), '!');
    assert.equal(parts.whole({ output_index: 0 }, 'two!?'), '?');
    assert.equal(parts.whole(of(2), 'three'), 'three');
  });

  it('takes a part without an id for the latest only while no item has begun since', () => {
    const parts = new AnswerParts();
    parts.delta({}, 'one');
    assert.equal(parts.whole({ item_id: 'a' }, 'one'), '');
    parts.itemBegins();
    assert.equal(parts.whole({ item_id: 'a' }, 'two'), 'two');
    assert.equal(parts.whole({ item_id: 'b' }, 'two'), 'two');
  });

  it('goes on where a whole text ran ahead of the deltas', () => {
    const parts = new AnswerParts();
    assert.equal(parts.delta({}, 'a'), 'a');
    assert.equal(parts.whole({}, 'abcd'), 'bcd');
    assert.equal(parts.delta({}, 'b'), '');
    assert.equal(parts.delta({}, 'cdef'), 'ef');
    assert.equal(parts.delta({}, 'g'), 'g');
    assert.equal(parts.whole({}, 'abcdefg'), '');
  });

  it('hands on deltas that do not agree with what came whole', () => {
    const parts = new AnswerParts();
    parts.whole({}, 'abc');
    assert.equal(parts.delta({}, 'x'), 'x');
    assert.equal(parts.delta({}, 'y'), 'y');
    // Nor is one left out that happens to be what stood in the whole there.
    assert.equal(parts.delta({}, 'c'), 'c');
  });

  it('has no text while only empty ones have come', () => {
    const parts = new AnswerParts();
    assert.equal(parts.any, false);
    parts.whole({}, '');
    parts.delta({ output_index: 1 }, '');
    assert.equal(parts.any, false);
    assert.equal(parts.output([message('a')]), 'a');
    assert.equal(parts.any, true);
    assert.equal(parts.output([message('b')]), '');
  });

  it('leaves out of an item what contradicts what came', () => {
    const parts = new AnswerParts();
    parts.delta({ output_index: 0, content_index: 0 }, 'one');
    const item = { content: [{ text: 'other' }, { text: 'two' }] };
    assert.equal(parts.item({ output_index: 0 }, item), 'two');
  });

  it('forgets the oldest of very many parts', () => {
    const parts = new AnswerParts();
    for (let output_index = 0; output_index < 257; output_index++) parts.delta({ output_index }, 'a');
    assert.equal(parts.whole({ output_index: 1 }, 'a'), '');
    assert.equal(parts.whole({ output_index: 0 }, 'a'), 'a');
  });

  it('says when a whole text is not what came', () => {
    const parts = new AnswerParts();
    parts.delta({}, 'ac');
    assert.equal(parts.whole({}, 'abc'), undefined);
  });

  it('hands on each text once, wherever wholes stand among the deltas', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
        fc.array(fc.nat()),
        (pieces, wholes) => {
          const parts = new AnswerParts();
          const at = { output_index: 0, content_index: 0 };
          const text = pieces.join('');
          const after = new Set(wholes.map(n => n % pieces.length));
          let said = '';
          pieces.forEach((piece, n) => {
            said += parts.delta(at, piece);
            if (after.has(n)) said += parts.whole(at, text) ?? '';
          });
          assert.equal(said, text);
        },
      ),
    );
  });
});

describe('textsOf', () => {
  const table: readonly (readonly [item: unknown, texts: readonly string[], refusals: readonly string[]])[] =
    [
      [{ type: 'message', content: 'a' }, ['0 a'], []],
      [{ content: 'a' }, ['0 a'], []],
      [{ type: 'reasoning', content: 'a' }, [], []],
      [{ type: 'message' }, [], []],
      [{ type: 'message', content: null }, [], []],
      [
        {
          content: [
            { type: 'refusal', refusal: 'no' },
            { type: 'text', text: 'a' },
          ],
        },
        ['1 a'],
        ['0 no'],
      ],
      [{ content: [{ type: 'reasoning_text', text: 'hm' }, { text: 'a' }, 'b', { text: 7 }] }, ['1 a'], []],
      [
        {
          content: [
            { type: 'refusal', text: 'a' },
            { type: 'output_text', refusal: 'no' },
          ],
        },
        [],
        [],
      ],
      ['a', [], []],
      [null, [], []],
    ];
  for (const [item, texts, refusals] of table) {
    it(`of ${JSON.stringify(item)}`, () => {
      const said = (kind: 'text' | 'refusal'): string[] =>
        textsOf(item, kind).map(one => `${one.content_index} ${one.text}`);
      assert.deepEqual([said('text'), said('refusal')], [texts, refusals]);
    });
  }

  it('reads one part', () => {
    assert.equal(textOfPart({ type: 'output_text', text: '' }, 'text'), '');
    assert.equal(textOfPart({ type: 'refusal', refusal: 'no' }, 'refusal'), 'no');
    assert.equal(textOfPart({ type: 'refusal', refusal: 'no' }, 'text'), undefined);
    assert.equal(textOfPart(undefined, 'text'), undefined);
  });
});
