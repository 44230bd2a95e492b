import assert from 'node:assert/strict';
import { PastStates, sizeOfReview } from '../../../../src/diff/review/pastStates';
import { shownText, startReview, type Review } from '../../../../src/diff/review/review';

/** A document with a region in it. */
class Desk {
  document = '';
  readonly past = new PastStates(({ start, end }) => this.document.slice(start, end));
  /** How long what is not the region was in the beginning. */
  private around: number | undefined;

  /** Brings the document into a state: what stands around the region, and the region. */
  show(before: string, region: string, behind: string): Review {
    this.document = before + region + behind;
    this.around ??= behind.length;
    return { ...startReview(before.length, region), growthBehind: behind.length - this.around };
  }

  remember(before: string, region: string, behind: string, nextId: number): void {
    this.past.remember({ ...this.show(before, region, behind), nextId });
  }

  /** What is found when the document reads like this, by its next id. */
  find(before: string, region: string, behind: string, direction: 'undo' | 'redo'): number | undefined {
    return this.past.find(sizeOfReview(this.show(before, region, behind)), direction)?.nextId;
  }
}

describe('PastStates', () => {
  it('finds the state that reads like the document, the nearest in its direction', () => {
    const desk = new Desk();
    for (const [id, region] of ['a', 'b', 'a', 'b', 'a'].entries()) desk.remember('<', region, '>', id);
    assert.equal(desk.find('<', 'b', '>', 'undo'), 3);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 2);
    assert.equal(desk.find('<', 'b', '>', 'redo'), 3);
    assert.equal(desk.find('<', 'a', '>', 'redo'), 4);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 2);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 0);
    // There is none further back: the latest that reads so.
    assert.equal(desk.find('<', 'b', '>', 'undo'), 3);
    assert.equal(desk.find('<', 'c', '>', 'undo'), undefined);
    assert.equal(desk.find('<', 'a', '>', 'redo'), 4, 'what was not found has led nowhere');
  });

  it('forgets what was undone when something else is done', () => {
    const desk = new Desk();
    for (const [id, region] of ['a', 'b', 'c'].entries()) desk.remember('<', region, '>', id);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 0);
    desk.remember('<', 'd', '>', 9);
    assert.equal(desk.find('<', 'c', '>', 'undo'), undefined);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 0);
    assert.equal(desk.find('<', 'd', '>', 'redo'), 9);
  });

  it('puts a state that changed no text in the place of the one before', () => {
    const desk = new Desk();
    desk.remember('<', 'a', '>', 1);
    desk.remember('<', 'b', '>', 2);
    desk.remember('<', 'b', '>', 3);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 1);
    assert.equal(desk.find('<', 'b', '>', 'redo'), 3);
    // The text is the same, but something around it has changed.
    desk.remember('<', 'b', '>>', 4);
    assert.equal(desk.find('<', 'b', '>', 'undo'), 3);
  });

  const moved: [what: string, before: string, region: string, behind: string][] = [
    ['the text in front of it', '(', 'a', '>'],
    ['the text behind it', '<', 'a', ')'],
    ['the length of the text in front of it', '<<', 'a', '>'],
    ['the length of the text behind it', '<', 'a', '>>'],
    ['its text', '<', 'b', '>'],
    ['its length', '<', 'aa', '>'],
  ];
  for (const [what, before, region, behind] of moved) {
    it(`tells states apart by ${what}`, () => {
      const desk = new Desk();
      desk.remember('<', 'a', '>', 1);
      desk.remember(before, region, behind, 2);
      assert.equal(desk.find('<', 'a', '>', 'undo'), 1);
      assert.equal(desk.find(before, region, behind, 'redo'), 2);
    });
  }

  it('knows an empty region by what stands around it', () => {
    const desk = new Desk();
    desk.remember('one ', 'x', ' two', 1);
    desk.remember('one ', '', ' two', 2);
    assert.equal(desk.find('two ', '', ' one', 'undo'), undefined);
    assert.equal(desk.find('one ', '', ' two', 'undo'), 2);
  });

  it('looks no further than some lines around a region, however much was changed there', () => {
    const desk = new Desk();
    const far = ' '.repeat(64);
    desk.remember(`one${far}`, 'a', `${far}two`, 1);
    desk.remember(`one${far}`, 'b', `${far}two`, 2);
    assert.equal(desk.find(`eno${far}`, 'a', `${far}owt`, 'undo'), 1);
    assert.equal(
      desk.find(`one${far}`, 'b', `${far}two or three`, 'redo'),
      undefined,
      'but its length is known',
    );
    const near = ' '.repeat(63);
    desk.remember(`one${near}`, 'c', `${near}two`, 3);
    assert.equal(desk.find(`enx${near}`, 'c', `${near}two`, 'undo'), undefined);
    assert.equal(desk.find(`one${near}`, 'c', `${near}xwo`, 'undo'), undefined);
  });

  it('has no state put in the place of the one before by a change far away, which may be undone', () => {
    const desk = new Desk();
    const far = ' '.repeat(64);
    desk.remember('<', 'a', far, 1);
    desk.remember('<', 'b', far, 2);
    desk.remember('<', 'b', `${far}far`, 3);
    assert.equal(desk.find('<', 'b', far, 'undo'), 2);
    assert.equal(desk.find('<', 'b', `${far}far`, 'redo'), 3);
  });

  it('goes on remembering where it was when a state was not found', () => {
    const desk = new Desk();
    desk.remember('<', 'a', '>', 1);
    desk.remember('<', 'b', '>', 2);
    assert.equal(desk.find('<', 'unknown', '>', 'undo'), undefined);
    desk.remember('<', 'c', '>', 3);
    assert.equal(desk.find('<', 'b', '>', 'undo'), 2);
    assert.equal(desk.find('<', 'a', '>', 'undo'), 1);
  });

  it('never forgets the first state, and knows its text', () => {
    const desk = new Desk();
    assert.equal(desk.past.originalText, '');
    desk.remember('<', 'first', '>', 0);
    for (let id = 1; id <= 2_010; id++) desk.remember('<', `${id}`, '>', id);
    assert.equal(desk.past.originalText, 'first');
    // Two thousand are remembered, the first one among them.
    assert.equal(desk.find('<', '11', '>', 'undo'), undefined);
    assert.equal(desk.find('<', '12', '>', 'undo'), 12);
    assert.equal(desk.find('<', 'first', '>', 'undo'), 0);
  });

  it('forgets what would be too much to remember, but neither the first nor the latest', () => {
    const desk = new Desk();
    const large = (letter: string): string => letter.repeat(3_000_000);
    for (const [id, letter] of [...'abcd'].entries()) desk.remember('<', large(letter), '>', id);
    assert.equal(desk.find('<', large('b'), '>', 'undo'), undefined);
    assert.equal(desk.find('<', large('c'), '>', 'undo'), undefined);
    assert.equal(desk.find('<', large('a'), '>', 'undo'), 0);
    assert.equal(desk.find('<', large('d'), '>', 'redo'), 3);
  });

  it('remembers the first state and the latest, however large they are', () => {
    const desk = new Desk();
    const large = (letter: string): string => letter.repeat(8_000_000);
    desk.remember('<', large('a'), '>', 1);
    assert.equal(desk.find('<', large('a'), '>', 'undo'), 1);
    desk.remember('<', large('b'), '>', 2);
    assert.equal(desk.find('<', large('a'), '>', 'undo'), 1);
    assert.equal(desk.find('<', large('b'), '>', 'redo'), 2);
  });

  it('counts what it remembers, and not what it has forgotten', () => {
    const desk = new Desk();
    const large = (letter: string): string => letter.repeat(3_000_000);
    desk.remember('<', 'a', '>', 0);
    for (let id = 1; id <= 5; id++) {
      desk.remember('<', large('b'), '>', id);
      assert.equal(desk.find('<', 'a', '>', 'undo'), 0);
    }
    for (const [id, letter] of [...'cdef'].entries()) desk.remember('<', large(letter), '>', 10 + id);
    desk.remember('<', 'g', '>', 20);
    assert.equal(desk.find('<', large('f'), '>', 'undo'), 13);
    assert.equal(desk.find('<', large('e'), '>', 'undo'), 12);
    assert.equal(desk.find('<', large('d'), '>', 'undo'), undefined);
  });

  it('knows a region of which only what is pending has changed', () => {
    const desk = new Desk();
    const review = desk.show('<', 'abc', '>');
    desk.past.remember(review);
    desk.document = '<abcd>';
    desk.past.remember({ ...review, pending: 'abcd', nextId: 2 });
    assert.equal(desk.find('<', 'abc', '>', 'undo'), 1);
    assert.equal(desk.find('<', 'abcd', '>', 'redo'), 2);
  });

  it('remembers a region that only moved for next to nothing', () => {
    const desk = new Desk();
    const review = desk.show('', 'x'.repeat(3_000_000), '>');
    desk.past.remember({ ...review, nextId: 1 });
    for (let id = 2; id <= 9; id++) {
      desk.document = ` ${desk.document}`;
      desk.past.remember({ ...review, start: id - 1, nextId: id });
    }
    desk.document = desk.document.slice(6);
    assert.equal(desk.past.find(desk.document.length - 1, 'undo')?.nextId, 3);
    assert.equal(shownText(review).length, 3_000_000);
  });
});
