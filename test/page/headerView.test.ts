import assert from 'node:assert/strict';
import { onChatPage } from '../support/page/onChatPage';

onChatPage('the head of the chat', chat => {
  it('shows the title, and a new one', async () => {
    const title = chat().page.getByRole('heading', { level: 1 });
    assert.equal(await title.textContent(), 'A conversation');
    await chat().post({ type: 'title', conversation: 'c1', title: 'The cart' });
    await title.getByText('The cart').waitFor();
    await chat().post({ type: 'title', conversation: 'another', title: 'No' });
    await chat().settled();
    assert.equal(await title.textContent(), 'The cart');
  });

  it('begins a new conversation', async () => {
    await chat().page.getByRole('button', { name: 'New conversation' }).click();
    await chat().posts('newConversation');
  });

  it('says what the endpoint is and how it is, also to a screen reader', async () => {
    const status = chat().page.locator('.endpoint');
    assert.equal(await status.getAttribute('aria-label'), 'spark-model: connected');
    assert.equal(await chat().page.locator('.banner').isVisible(), false);
  });

  it('says what is wrong, with the button that helps', async () => {
    await chat().post({
      type: 'endpoint',
      endpoint: {
        name: 'spark-model',
        level: 'bad',
        word: 'no key',
        detail: 'Set a key.',
        actions: ['setKey'],
      },
    });
    const banner = chat().page.getByRole('alert');
    await banner.getByText('Set a key.').waitFor();
    await banner.getByRole('button', { name: 'Set API Key' }).click();
    assert.equal((await chat().posts('help')).action, 'setKey');
  });
});
