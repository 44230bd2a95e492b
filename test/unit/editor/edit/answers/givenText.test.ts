import assert from 'node:assert/strict';
import { GivenText } from '../../../../../src/editor/edit/answers/givenText';
import { Pieces } from '../../../../support/host/pieces';

/** What a listener is told, in order. */
function heard(given: GivenText): string[] {
  const all: string[] = [];
  given.follow({ more: text => all.push(text), end: problem => all.push(problem ?? '.') });
  return all;
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('GivenText', () => {
  it('is complete at once when it is a string', () => {
    const given = new GivenText('code');
    assert.ok(given.isComplete);
    assert.deepEqual(heard(given), ['code', '.']);
  });

  it('can be read from the beginning while it still comes', async () => {
    const pieces = new Pieces();
    const given = new GivenText(pieces);
    const first = heard(given);
    pieces.push('a');
    await turn();
    const second = heard(given);
    pieces.push('b');
    pieces.end();
    await turn();
    assert.deepEqual(first, ['a', 'b', '.']);
    assert.deepEqual(second, ['a', 'b', '.']);
    assert.deepEqual(heard(given), ['ab', '.']);
  });

  it('tells nobody who has left', async () => {
    const pieces = new Pieces();
    const given = new GivenText(pieces);
    const all: string[] = [];
    const following = given.follow({ more: text => all.push(text), end: () => all.push('.') });
    following.dispose();
    pieces.push('a');
    pieces.end();
    await turn();
    assert.deepEqual(all, []);
  });

  it('says why it is not whole', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield await Promise.resolve('a');
      throw new Error('the line is dead');
    }
    const given = new GivenText(broken());
    const all = heard(given);
    await turn();
    assert.deepEqual(all, ['a', 'the line is dead']);
    assert.ok(!given.isComplete);
  });

  it('takes nothing more once it is stopped', async () => {
    const pieces = new Pieces();
    const controller = new AbortController();
    const given = new GivenText(pieces, controller.signal);
    const all = heard(given);
    pieces.push('a');
    await turn();
    controller.abort();
    pieces.push('b');
    await turn();
    assert.deepEqual(all, ['a', 'It was stopped.']);
  });
});
