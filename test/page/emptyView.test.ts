import assert from 'node:assert/strict';
import { onChatPage } from '../support/page/onChatPage';
import { said } from '../support/page/states';

onChatPage('an empty conversation', chat => {
  const suggestions = [
    { label: 'Explain this file', prompt: 'Explain this file.', send: true },
    { label: 'Fix a problem', prompt: 'Fix ', send: false },
  ];

  it('offers ways to begin: one is sent, another is put into the input', async () => {
    await chat().show({ suggestions });
    await chat().page.getByRole('button', { name: 'Fix a problem' }).click();
    assert.equal(await chat().page.getByRole('combobox', { name: 'Message' }).inputValue(), 'Fix ');
    await chat().page.getByRole('button', { name: 'Explain this file' }).click();
    assert.equal((await chat().posts('send')).text, 'Explain this file.');
  });

  it('has the tour played', async () => {
    await chat().show({ suggestions: [{ label: 'Show me', prompt: '', send: false, showsMe: true }] });
    await chat().page.getByRole('button', { name: 'Show me' }).click();
    await chat().posts('showMe');
  });

  it('says what the keys do', async () => {
    assert.match(await chat().page.locator('.empty').innerText(), /Esc\s+stops/);
  });

  it('is gone as soon as something is said', async () => {
    await chat().post({ type: 'item', item: said('Hello') });
    await chat().page.locator('.empty').waitFor({ state: 'hidden' });
  });
});
