import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerParts, type Place } from '../../../src/protocol/answerParts';

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
