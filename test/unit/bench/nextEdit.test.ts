import assert from 'node:assert/strict';
import { changesOfPair } from '../../../bench/next-edit/alike';
import { fitForest, type Sample } from '../../../bench/next-edit/forest';
import { isOnTheWay, VersionJudge } from '../../../bench/next-edit/judge';
import { chanceBy } from '../../../src/nextEdit/predict/confidence';
import { featureNames, type Features } from '../../../src/nextEdit/predict/features';

describe('the judge of next edits', () => {
  const table: [what: string, from: string, by: string, to: string, isOnTheWay: boolean][] = [
    ['all of it', 'a b', 'c b', 'c b', true],
    ['a part of it', 'f(a, b)', 'f(c, b)', 'f(c, d)', true],
    ['something else there', 'f(a)', 'f(b)', 'f(c)', false],
    ['more than it', 'f(a)', 'f(c, d)', 'f(c)', false],
    ['other white space', 'a', 'a  b', 'a\nb', true],
    ['a way round', 'a b', 'b a', 'a b', false],
  ];
  for (const [what, from, by, to, expected] of table) {
    it(what, () => assert.equal(isOnTheWay(from, by, to), expected));
  }

  it('compares an edit with what became of its lines', () => {
    const judge = new VersionJudge('one(a);\ntwo(a);\nthree(a);\n', 'one(b);\ntwo(a);\nnew();\nthree(b);\n');
    const isRight = (offset: number, length: number, text: string): boolean =>
      judge.isRight([{ offset, length, text }]);
    assert.deepEqual(
      [
        isRight(4, 1, 'b'),
        isRight(12, 1, 'b'),
        isRight(22, 1, 'b'),
        isRight(15, 0, '\nnew();'),
        isRight(15, 0, '\nold();'),
      ],
      [true, false, true, true, false],
    );
  });
});

describe('changes that are alike', () => {
  it('are those in which the same words went and came', () => {
    const before = ['f(a);', 'x;', 'f(b);', 'x;', 'g(f(c));', 'y();', 'old', 'z;', 'a,'];
    const after = ['f(a, 1);', 'x;', 'f(b, 1);', 'x;', 'g(f(c, 1));', 'y();', 'new', 'z;', 'a'];
    const { groups, singles } = changesOfPair(before, after);
    assert.deepEqual(
      groups.map(group => group.map(place => place.oldStart)),
      [[0, 2, 4]],
    );
    assert.deepEqual(
      singles.map(place => place.oldStart),
      [6],
    );
  });
});

describe('the fitted forest', () => {
  it('says of samples how often their like is right', () => {
    const zero = Object.fromEntries(featureNames.map(name => [name, 0]));
    const features = (left: number, rename: number): Features => ({ ...asFeatures(zero), left, rename });
    const samples: Sample[] = [];
    for (let n = 0; n < 400; n++) {
      samples.push({ features: features(1, 0), isRight: n % 10 !== 0, weight: 1 });
      samples.push({ features: features(0, 1), isRight: n % 10 === 0, weight: 1 });
    }
    const chance = chanceBy(fitForest(samples, featureNames));
    assert.ok(Math.abs(chance(features(1, 0)) - 0.9) < 0.03);
    assert.ok(Math.abs(chance(features(0, 1)) - 0.1) < 0.03);
  }).timeout(60_000);
});

function asFeatures(values: Record<string, number>): Features {
  const all = { ...values };
  const isWhole = (some: Record<string, number>): some is Features & Record<string, number> =>
    featureNames.every(name => name in some);
  assert.ok(isWhole(all));
  return all;
}
