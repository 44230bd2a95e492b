import assert from 'node:assert/strict';
import { editWords, hunkWords, type EditFacts } from '../../../../../src/editor/edit/view/editWords';

const facts = (given: Partial<EditFacts> = {}): EditFacts => ({
  ...{ phase: 'streaming', openHunks: 0, title: 'Optimizing', redirects: 0 },
  ...given,
});

describe('what is said of an edit', () => {
  /** What is said from each state to the next. */
  const said = (...states: readonly Partial<EditFacts>[]): (string | undefined)[] =>
    states.map((state, i) => {
      const before = states[i - 1];
      return editWords(before && facts(before), facts(state));
    });

  it('is its begin, its course, its end, and what is left', () => {
    assert.deepEqual(
      said(
        {},
        { openHunks: 1 },
        { openHunks: 4 },
        { openHunks: 4, redirects: 1 },
        { openHunks: 2, redirects: 1 },
        { phase: 'review', openHunks: 3, redirects: 1 },
        { phase: 'review', openHunks: 3, redirects: 1 },
        { phase: 'review', openHunks: 1, redirects: 1 },
        { phase: 'settled', redirects: 1 },
        { phase: 'review', openHunks: 2, redirects: 1 },
      ),
      [
        'Optimizing. The answer is coming.',
        undefined,
        undefined,
        'Redirected.',
        undefined,
        'The answer has ended. To review: 3 changes.',
        undefined,
        'Left: 1 change.',
        'Nothing is left to review.',
        'To review: 2 changes.',
      ],
    );
  });

  it('is nothing while it streams, however many pieces come', () => {
    const pieces = Array.from({ length: 1_000 }, (_, i) => ({ openHunks: i }));
    assert.equal(said(...pieces).filter(words => words !== undefined).length, 1);
  });

  it('is nothing at its end where nothing has changed: that is told as a message', () => {
    assert.deepEqual(said({}, { phase: 'settled' }).at(-1), undefined);
  });

  it('is a new begin when it is asked once more', () => {
    assert.equal(said({ phase: 'review', openHunks: 2 }, {}).at(-1), 'Optimizing. The answer is coming.');
  });
});

describe('what is said of a change', () => {
  it('is its number, its size and what was there', () => {
    assert.equal(
      hunkWords({ old: 'let a = 1;\n', new: 'const a = 1;\nconst b = 2;\n' }, 2, 5),
      'Change 2 of 5, replaced: 1 line by 2 lines. It was: let a = 1;',
    );
    assert.equal(hunkWords({ old: '', new: 'a\nb\n' }, 1, 1), 'Change 1 of 1, inserted: 2 lines.');
    assert.equal(hunkWords({ old: 'a\n', new: '' }, 1, 1), 'Change 1 of 1, removed: 1 line. It was: a');
  });

  it('is never long', () => {
    const words = hunkWords({ old: `${'word '.repeat(500)}\n`, new: 'x\n' }, 1, 1);
    assert.ok(words.length < 200);
    assert.match(words, /…$/);
  });
});
