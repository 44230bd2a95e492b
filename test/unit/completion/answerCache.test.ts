import assert from 'node:assert/strict';
import { AnswerCache } from '../../../src/completion/answerCache';
import { at } from '../../support/completion/cursorText';

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
});
