import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ChatPage } from '../../support/page/chatPage';
import { onChatPage } from '../../support/page/onChatPage';
import { answer, said } from '../../support/page/states';

const running = { items: [said('Go'), answer('So far', { status: 'streaming' })] };

onChatPage('the input', chat => {
  const input = (): Locator => chat().page.getByRole('combobox', { name: 'Message' });
  const button = (name: string): Locator => chat().page.getByRole('button', { name, exact: true });
  const types = async (page: ChatPage): Promise<string[]> =>
    (await page.posted()).map(({ type }) => type).filter(type => type !== 'draft');

  it('sends with Enter and is empty again', async () => {
    await input().fill('  Explain this  ');
    await input().press('Enter');
    assert.equal((await chat().posts('send')).text, 'Explain this');
    assert.equal(await input().inputValue(), '');
  });

  it('sends nothing that is empty', async () => {
    await input().fill(' \n ');
    await input().press('Enter');
    await button('Send').click();
    assert.deepEqual(await types(chat()), []);
  });

  it('keeps what is too long to be sent', async () => {
    await chat().post({ type: 'compose', text: 'x'.repeat(150_000), append: false });
    await chat().post({ type: 'compose', text: 'y'.repeat(150_000), append: true });
    await chat().settled();
    await input().press('Enter');
    assert.deepEqual(await types(chat()), []);
    assert.equal((await input().inputValue()).length, 300_001);
    await input().fill('');
  });

  it('makes a new line with Shift+Enter', async () => {
    await input().fill('a');
    await input().press('Shift+Enter');
    await input().pressSequentially('b');
    assert.equal(await input().inputValue(), 'a\nb');
    assert.deepEqual(await types(chat()), []);
  });

  it('redirects with Enter while an answer runs', async () => {
    await chat().show(running);
    await input().fill('As a list');
    await input().press('Enter');
    const { text, live } = await chat().posts('redirect');
    assert.deepEqual([text, live], ['As a list', false]);
  });

  it('queues with Alt+Enter and stops with Escape while an answer runs', async () => {
    await chat().show(running);
    await input().fill('Next');
    await input().press('Alt+Enter');
    assert.equal((await chat().posts('enqueue')).text, 'Next');
    await input().fill('kept');
    await input().press('Escape');
    await chat().posts('stop');
    assert.equal(await input().inputValue(), 'kept');
  });

  it('has a button for each verb, with its key', async () => {
    await chat().show(running);
    for (const [name, posts] of [
      ['Redirect', 'redirect'],
      ['Queue', 'enqueue'],
      ['Stop', 'stop'],
    ] as const) {
      await input().fill('Now');
      await button(name).click();
      await chat().posts(posts);
    }
    assert.equal(await button('Send').count(), 0);
  });

  it('never sends while an input method composes', async () => {
    await chat().show(running);
    await input().focus();
    const cdp = await chat().page.context().newCDPSession(chat().page);
    await cdp.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    for (const [key, altKey] of [
      ['Enter', false],
      ['Enter', true],
      ['Escape', false],
    ]) {
      await chat().call(
        `([key, altKey]) => document.querySelector('.input').dispatchEvent(new KeyboardEvent('keydown', { key, altKey, isComposing: true, bubbles: true, cancelable: true }))`,
        [key, altKey],
      );
    }
    assert.deepEqual(await types(chat()), []);
    await cdp.send('Input.insertText', { text: '日本' });
    assert.equal(await input().inputValue(), '日本');
    await input().press('Enter');
    assert.equal((await chat().posts('redirect')).text, '日本');
  });

  it('redirects on a pause in live mode, and Enter does not say it twice', async () => {
    const live = { liveRedirect: true, liveRedirectPauseMs: 100, wrapCode: false, showNumbers: true };
    await chat().show({ ...running, settings: live });
    await input().pressSequentially('shorter please');
    const { text, live: byItself } = await chat().posts('redirect');
    assert.deepEqual([text, byItself], ['shorter please', true]);
    await chat().forget();
    await input().press('Enter');
    assert.equal(await input().inputValue(), '');
    assert.deepEqual(await types(chat()), []);
  });

  it('turns live mode on and off', async () => {
    const toggle = button('Redirect while typing, on a pause');
    assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
    await toggle.click();
    assert.equal((await chat().posts('setLiveRedirect')).on, true);
  });

  it('tells the extension what is typed, and takes the draft of another conversation', async () => {
    await input().fill('half a thought');
    assert.equal((await chat().posts('draft')).text, 'half a thought');
    await chat().show({ draft: 'older' });
    assert.equal(await input().inputValue(), 'half a thought', 'what is typed here is newer');
    await chat().show({ conversation: { id: 'other', title: '' }, draft: 'of the other' });
    assert.equal(await input().inputValue(), 'of the other');
  });

  it('takes text from the extension without losing what is there', async () => {
    await input().fill('first');
    await chat().post({ type: 'compose', text: 'second', append: true });
    await chat().settled();
    assert.equal(await input().inputValue(), 'first\nsecond');
    await chat().post({ type: 'focus' });
    await chat().settled();
    assert.equal(await chat().page.evaluate('document.activeElement.className'), 'input');
  });

  it('keeps the focus in the input when the verbs change under it', async () => {
    await button('Send').focus();
    await chat().show({ conversation: { id: 'c1', title: 'x' }, ...running });
    assert.equal(await chat().page.evaluate('document.activeElement.className'), 'input');
  });
});
