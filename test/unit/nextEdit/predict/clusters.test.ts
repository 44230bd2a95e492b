import assert from 'node:assert/strict';
import { clustersOf } from '../../../../src/nextEdit/predict/clusters';
import { tokensOf } from '../../../../src/nextEdit/predict/tokens';

/** What goes and what comes at each place of a line. */
function places(before: string, after: string): [gone: string, come: string][] {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const text = (tokens: readonly { readonly text: string }[]): string =>
    tokens.map(each => each.text).join('');
  return clustersOf(old, now).map(({ oldStart, oldEnd, newStart, newEnd }) => [
    text(old.slice(oldStart, oldEnd)),
    text(now.slice(newStart, newEnd)),
  ]);
}

describe('clustersOf', () => {
  it('takes the word in front in where it is written once more', () => {
    assert.deepEqual(places('f(name)', 'f(name ?? other.name)'), [['name', 'name ?? other.name']]);
  });

  it('does not where a text has its letters', () => {
    assert.deepEqual(places('f(name)', "f(name, 'name')"), [['', ", 'name'"]]);
  });
});
