import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { onChatPage } from '../support/page/onChatPage';

const conversations = ['First', 'Second', 'Third'].map((title, n) => ({
  ...{ id: `c${n + 1}`, title, updatedAt: 0, messages: n + 1, busy: false },
}));

onChatPage('the list of conversations', chat => {
  const list = (): Locator => chat().page.getByRole('dialog', { name: 'Conversations' });
  const rows = (): Locator => list().locator('.open');
  const openButton = (): Locator => chat().page.getByRole('button', { name: 'Conversations' });

  async function answerSearch(found = conversations): Promise<void> {
    const asked = (await chat().posted()).findLast(message => message.type === 'listConversations');
    assert.ok(asked);
    await chat().post({ type: 'conversations', request: asked.request, current: 'c1', conversations: found });
    await chat().settled();
  }

  beforeEach(async () => {
    await openButton().click();
    await answerSearch();
  });
  afterEach(async () => {
    await chat().page.keyboard.press('Escape');
    if (await list().isVisible()) await openButton().click();
  });

  it('lists all, marks the one that is shown, and opens another', async () => {
    assert.deepEqual(await rows().locator('.title').allTextContents(), ['First', 'Second', 'Third']);
    assert.equal(await rows().first().getAttribute('aria-current'), 'true');
    await rows().nth(1).click();
    assert.equal((await chat().posts('openConversation')).id, 'c2');
    assert.equal(await list().isVisible(), false);
  });

  it('searches as one types, and says when nothing is found', async () => {
    await chat().page.keyboard.type('zzz');
    await chat().settled();
    assert.equal(
      (await chat().posted()).findLast(message => message.type === 'listConversations')?.query,
      'zzz',
    );
    await answerSearch([]);
    assert.match(await list().innerText(), /Nothing found/);
  });

  it('ignores the answer to an older search', async () => {
    await chat().post({ type: 'conversations', request: 0, current: 'c1', conversations: [] });
    await chat().settled();
    assert.equal(await rows().count(), 3);
  });

  it('is walked with the arrows, renamed with F2, emptied with Delete', async () => {
    await chat().page.keyboard.press('ArrowDown');
    await chat().page.keyboard.press('ArrowDown');
    await chat().page.keyboard.press('F2');
    await chat().page.keyboard.type('Better');
    await chat().page.keyboard.press('Enter');
    const { id, title } = await chat().posts('renameConversation');
    assert.deepEqual([id, title], ['c2', 'Better']);
    await chat().page.keyboard.press('Delete');
    assert.equal((await chat().posts('deleteConversation')).id, 'c2');
  });

  it('goes away with Escape and gives the focus back', async () => {
    await chat().page.keyboard.press('Escape');
    assert.equal(await list().isVisible(), false);
    assert.equal(await chat().page.evaluate('document.activeElement.className'), 'input');
  });

  it('exports, and deletes all only when all are shown', async () => {
    await rows().first().hover();
    await list().getByRole('button', { name: 'Export to Markdown' }).first().click();
    assert.equal((await chat().posts('exportConversation')).id, 'c1');
    await list().getByRole('button', { name: 'Delete All' }).click();
    await chat().posts('deleteAllConversations');
  });
});
