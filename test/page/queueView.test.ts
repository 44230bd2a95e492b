import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { onChatPage } from '../support/page/onChatPage';
import { answer } from '../support/page/states';

const queue = ['one', 'two', 'three'].map(text => ({ id: text, text }));

onChatPage('the queue', chat => {
  const rows = (): Locator => chat().page.locator('.queue li');
  const focused = () => chat().page.evaluate('document.activeElement.dataset.id');
  beforeEach(async () => {
    await chat().show({ items: [answer('', { status: 'streaming' })], queue });
    await chat().forget();
  });

  it('shows the messages in order and goes away when it is empty', async () => {
    assert.deepEqual(await rows().locator('.queued-text').allTextContents(), ['one', 'two', 'three']);
    await chat().post({ type: 'queue', queue: [] });
    await chat().page.locator('.queue').waitFor({ state: 'hidden' });
  });

  it('redirects with a message while an answer runs, and sends it when none does', async () => {
    const now = (name: string) => rows().nth(1).getByRole('button', { name });
    await now('Redirect with it now').waitFor({ state: 'attached' });
    await rows().nth(1).focus();
    await chat().post({ type: 'ended', answer: 'a1', status: 'stopped' });
    await chat().settled();
    assert.equal(await focused(), 'two', 'the focus stays where it was');
    await now('Send it now').click();
    assert.equal((await chat().posts('sendQueued')).id, 'two');
  });

  it('is walked, reordered and emptied with the keys', async () => {
    await rows().first().focus();
    await chat().page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'two');
    await chat().page.keyboard.press('Alt+ArrowUp');
    const { id, to } = await chat().posts('moveQueued');
    assert.deepEqual([id, to], ['two', 0]);
    await chat().page.keyboard.press('Delete');
    assert.equal((await chat().posts('dropQueued')).id, 'two');
    await chat().post({ type: 'queue', queue: queue.filter(message => message.id !== 'two') });
    await chat().settled();
    assert.equal(await focused(), 'three', 'the focus goes to the one that took its place');
  });

  it('is edited in place with F2 and Enter', async () => {
    await rows().nth(1).focus();
    await chat().page.keyboard.press('F2');
    await chat().page.keyboard.press('End');
    await chat().page.keyboard.type(' and more');
    await chat().page.keyboard.press('Enter');
    const { id, text } = await chat().posts('editQueued');
    assert.deepEqual([id, text], ['two', 'two and more']);
    assert.equal(await focused(), 'two');
  });

  it('leaves a message as it was with Escape, which stops nothing', async () => {
    await rows().first().focus();
    await chat().page.keyboard.press('F2');
    await chat().page.keyboard.type('x');
    await chat().page.keyboard.press('Escape');
    assert.deepEqual(await chat().asked(), []);
    assert.equal(await focused(), 'one');
  });

  it('keeps the editor open when the queue changes elsewhere', async () => {
    await rows().nth(1).focus();
    await chat().page.keyboard.press('F2');
    await chat().page.keyboard.type(' mine');
    await chat().post({ type: 'queue', queue: queue.slice(1) });
    await chat().settled();
    assert.match(await chat().page.locator('.queue textarea').inputValue(), /mine/);
  });

  it('sends one now', async () => {
    await rows().nth(2).hover();
    await rows().nth(2).getByRole('button', { name: 'now' }).click();
    assert.equal((await chat().posts('sendQueued')).id, 'three');
  });

  it('says the place of each message', async () => {
    assert.equal(await rows().nth(1).getAttribute('aria-label'), '2 of 3: two');
  });
});
