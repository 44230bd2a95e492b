import assert from 'node:assert/strict';
import { NewErrors } from '../../../../src/editor/nextEdit/newErrors';

const uri = 'file:///a.ts';

/** What happens, in this order: at a time in ms, with the errors that are there then. */
type Step = readonly [at: number, what: 'change' | 'told' | 'seen', errors?: readonly string[]];

function after(steps: readonly Step[]): NewErrors {
  const news = new NewErrors();
  for (const [at, what, errors = []] of steps) {
    if (what === 'change') news.changed(uri, () => errors, at);
    else if (what === 'told') news.told(uri, at);
    else news.seen(uri, errors);
  }
  return news;
}

describe('NewErrors', () => {
  const table: [
    what: string,
    steps: Step[],
    now: number,
    errors: string[],
    waits: number | undefined,
    fresh: string[],
  ][] = [
    ['nothing was changed', [], 0, ['a'], undefined, []],
    ['nobody has told anything', [[0, 'change']], 400, ['a'], 1_100, ['a']],
    ['nobody tells anything in time', [[0, 'change']], 1_500, [], undefined, []],
    [
      'told, and there may be more',
      [
        [0, 'change'],
        [300, 'told'],
      ],
      340,
      ['a'],
      60,
      ['a'],
    ],
    [
      'asked long after it was told',
      [
        [0, 'change'],
        [300, 'told'],
      ],
      2_500,
      ['a'],
      0,
      ['a'],
    ],
    [
      'what was wrong before',
      [
        [0, 'change', ['a']],
        [300, 'told'],
      ],
      500,
      ['a', 'b'],
      0,
      ['b'],
    ],
    [
      'typing on, what was found meanwhile is still new',
      [
        [0, 'change'],
        [300, 'told'],
        [700, 'change', ['a']],
        [900, 'told'],
      ],
      1_000,
      ['a'],
      0,
      ['a'],
    ],
    [
      'typing on after a pause, it is not',
      [
        [0, 'change'],
        [300, 'told'],
        [1_500, 'change', ['a']],
        [1_800, 'told'],
      ],
      1_900,
      ['a', 'b'],
      0,
      ['b'],
    ],
    [
      'a change makes it wait again',
      [
        [0, 'change'],
        [300, 'told'],
        [700, 'change', ['a']],
      ],
      700,
      ['a'],
      1_500,
      ['a'],
    ],
    [
      'what was seen',
      [
        [0, 'change'],
        [300, 'told'],
        [500, 'seen', ['a']],
      ],
      600,
      ['a', 'b'],
      0,
      ['b'],
    ],
  ];
  for (const [what, steps, now, errors, waits, fresh] of table) {
    it(what, () => {
      const news = after(steps);
      assert.equal(news.waitFor(uri, now), waits);
      assert.deepEqual([...news.newOf(uri, errors)], fresh);
    });
  }

  it('knows nothing of a document that was closed', () => {
    const news = after([
      [0, 'change'],
      [300, 'told'],
    ]);
    assert.ok(news.hasBeenTold(uri));
    news.closed(uri);
    assert.ok(!news.hasBeenTold(uri));
    assert.deepEqual([...news.newOf(uri, ['a'])], []);
  });
});
