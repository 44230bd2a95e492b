import assert from 'node:assert/strict';
import { at } from '../../support/completion/cursorText';
import { setUp } from '../../support/completion/completing';
import { settled } from '../../support/completion/fakeSession';

describe('Completer, asked why there is no suggestion', () => {
  it('says that nothing was asked', () => {
    assert.deepEqual(setUp().completer.outcomeAt(at('a█')), { kind: 'unasked' });
  });

  it('says that too little stands on the line, unless the user asked', async () => {
    const { completer, session } = setUp({ minLength: 2 });
    completer.typed(at('a█'));
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'tooShort', minLength: 2 });
    assert.deepEqual(completer.outcomeAt(at('ab█')), { kind: 'unasked' });
    const chosen = completer.choose(at('a█'), new AbortController().signal);
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'waiting' });
    session.turn.end();
    await chosen;
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'nothing' });
  });

  it('tells a request that waits for its delay from one that has left', async () => {
    const { completer, clock } = setUp({ delay: 100 });
    completer.typed(at('a█'));
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'delayed' });
    await clock.advance(100);
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'waiting' });
  });

  it('says nothing of a request that never left', async () => {
    const { completer, clock } = setUp({ delay: 100 });
    completer.typed(at('a█'));
    completer.typed(at('b█'));
    await clock.advance(0);
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'unasked' });
  });

  it('tells what was handed to the editor from what it has not asked for', async () => {
    const { completer, complete, session } = setUp();
    completer.typed(at('a█'));
    session.turn.say(' = 1;');
    session.turn.end();
    await settled();
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'suggestion' });
    await complete('a█');
    assert.deepEqual(completer.outcomeAt(at('a█')), { kind: 'shown' });
    assert.deepEqual(completer.outcomeAt(at('a =█')), { kind: 'suggestion' });
  });

  it('names the filter that left nothing', async () => {
    const { completer, complete, session } = setUp();
    const shown = complete('█\nb();');
    session.turn.say('b();');
    session.turn.end();
    await shown;
    assert.deepEqual(completer.outcomeAt(at('█\nb();')), {
      kind: 'filtered',
      filter: 'nextLineDuplicate',
      because: 'it was what the next lines say already',
    });
  });
});
