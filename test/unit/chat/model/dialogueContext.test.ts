import assert from 'node:assert/strict';
import type { FakeTurn } from '../../../support/chat/fakeTurn';
import { settle } from '../../../support/manualClock';
import { stage, type Stage } from '../../../support/chat/stage';

const last = ({ turns }: Stage): FakeTurn => {
  const turn = turns.at(-1);
  assert.ok(turn, 'something was asked');
  return turn;
};

/** The messages of the user and their texts, as the page shows them. */
const said = ({ page }: Stage): string[] =>
  page.items.flatMap(item => (item.kind === 'user' ? item.text : []));

describe('a file that is attached to a redirect', () => {
  const file = { kind: 'file' as const, label: 'plan.ts', text: 'const plan = 1;' };
  const full = ({ requests }: Stage): string => JSON.stringify(requests.at(-1)?.fullInput());

  it('is told, shown, kept, and sent again with the whole conversation', async () => {
    const it = stage();
    it.dialogue.send('q');
    last(it).say('one');
    await settle();
    it.context.push(file);
    it.dialogue.redirect('use this', false);
    assert.match(last(it).steers[0] ?? '', /const plan = 1;[^]*use this/);
    last(it).takeUp();
    last(it).say('two');
    last(it).end('completed', 'r1');
    await settle();
    const answer = it.page.items.at(-1);
    assert.deepEqual(answer?.kind === 'answer' && answer.parts[1]?.context, [
      { kind: 'file', label: 'plan.ts' },
    ]);
    it.reload();
    it.context.push(file);
    it.dialogue.send('and now?');
    assert.equal(full(it).split('const plan').length, 2, 'once');
    assert.ok(full(it).indexOf('const plan') < full(it).indexOf('use this'));
  });

  it('goes along when the redirect becomes the next message', async () => {
    const it = stage();
    it.dialogue.send('q');
    it.context.push(file);
    it.dialogue.redirect('use this', false);
    last(it).end('completed', 'r1');
    await settle();
    assert.deepEqual(said(it), ['q', 'use this']);
    assert.match(full(it), /const plan = 1;/);
  });

  it('waits with the redirect when the window goes away, and is sent with it', async () => {
    const it = stage();
    it.dialogue.send('q');
    it.context.push(file);
    it.dialogue.redirect('use this', false);
    it.reload();
    const [waiting] = it.page.queue;
    assert.deepEqual(waiting && { ...waiting, id: '' }, { id: '', text: 'use this' });
    it.dialogue.sendQueued(waiting?.id ?? '');
    assert.match(full(it), /const plan = 1;/);
  });

  it('is not told twice by two redirects on their way', () => {
    const it = stage();
    it.dialogue.send('q');
    it.context.push(file);
    it.dialogue.redirect('use this', false);
    it.context.push(file);
    it.dialogue.redirect('and be brief', false);
    assert.deepEqual(
      last(it).steers.map(text => text.includes('const plan')),
      [true, false],
    );
  });
});

describe('several redirects that become one message', () => {
  it('sends what is too long for one message as two, one after the other', async () => {
    const it = stage();
    it.dialogue.send('q');
    for (const letter of ['a', 'b', 'c']) it.dialogue.redirect(letter.repeat(90_000), false);
    last(it).end('completed');
    await settle();
    const lengths = (): number[] =>
      it.page.items.flatMap(item => (item.kind === 'user' ? item.text.length : []));
    assert.deepEqual(lengths(), [1, 180_002]);
    last(it).end('completed');
    await settle();
    assert.deepEqual(lengths(), [1, 180_002, 90_000]);
  });
});

describe('a conversation that is too long', () => {
  it('is sent without its beginning', async () => {
    const it = stage(20);
    it.dialogue.send(`a ${'long '.repeat(40)}`);
    last(it).end('completed', 'r1');
    await settle();
    it.dialogue.send('b');
    assert.deepEqual(it.requests[1]?.input, [{ role: 'user', content: 'b' }]);
    assert.equal(it.requests[1]?.previous, undefined, 'a chain would hold all of it');
  });
});
