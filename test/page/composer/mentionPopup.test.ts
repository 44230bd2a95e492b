import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { onChatPage } from '../../support/page/onChatPage';

onChatPage('the completion after @', chat => {
  const input = (): Locator => chat().page.getByRole('combobox', { name: 'Message' });
  const options = (): Locator => chat().page.getByRole('option');

  /** Types a mention and answers what the page asks. */
  async function ask(text: string): Promise<void> {
    await input().pressSequentially(text);
    await chat().settled();
    const asked = (await chat().posted()).findLast(message => message.type === 'mention');
    assert.ok(asked);
    await chat().post({
      type: 'mentions',
      request: asked.request,
      items: [
        { id: 'f1', kind: 'file', label: 'cart.ts', detail: 'src/cart.ts' },
        { id: 'f2', kind: 'file', label: 'card.ts', detail: 'src/card.ts' },
        { id: 'd', kind: 'folder', label: 'src/', insert: 'src/' },
      ],
    });
    await chat().settled();
  }

  it('asks for what is typed after @', async () => {
    await ask('see @ca');
    assert.equal((await chat().posts('mention')).query, '');
    assert.equal(await options().count(), 3);
    assert.equal(await input().getAttribute('aria-expanded'), 'true');
  });

  it('is steered with the keys from the input, which keeps the focus', async () => {
    await ask('@ca');
    const active = async (): Promise<string | null> => {
      const id = await input().getAttribute('aria-activedescendant');
      return await chat().page.locator(`#${id}`).locator('.label').textContent();
    };
    assert.equal(await active(), 'cart.ts');
    await input().press('ArrowDown');
    assert.equal(await active(), 'card.ts');
    await input().press('ArrowUp');
    await input().press('ArrowUp');
    assert.equal(await active(), 'src/');
    await input().press('ArrowDown');
    await input().press('Enter');
    assert.equal((await chat().posts('addContext')).id, 'f1');
    assert.equal(await input().inputValue(), '@cart.ts ');
    assert.equal(await options().count(), 0);
  });

  it('goes on into a folder instead of attaching it', async () => {
    await ask('@s');
    await input().press('ArrowUp');
    await input().press('Tab');
    assert.equal(await input().inputValue(), '@src/');
    assert.ok((await chat().posted()).every(({ type }) => type !== 'addContext'));
    await chat().settled();
    assert.equal((await chat().posted()).findLast(message => message.type === 'mention')?.query, 'src/');
  });

  it('is chosen with the mouse without losing the focus', async () => {
    await ask('@ca');
    await options().nth(1).click();
    assert.equal((await chat().posts('addContext')).id, 'f2');
    assert.equal(await chat().page.evaluate('document.activeElement.className'), 'input');
  });

  it('goes away with Escape, which then stops nothing', async () => {
    await ask('@ca');
    await input().press('Escape');
    assert.equal(await options().count(), 0);
    assert.equal(await input().inputValue(), '@ca');
    assert.ok((await chat().posted()).every(({ type }) => type !== 'stop'));
  });

  it('ignores an answer that is too late', async () => {
    await input().pressSequentially('@ca');
    await chat().settled();
    await chat().post({ type: 'mentions', request: 0, items: [{ id: 'x', kind: 'file', label: 'late' }] });
    await chat().settled();
    assert.equal(await options().count(), 0);
  });

  it('begins with the button too', async () => {
    await chat().page.getByRole('button', { name: 'Add context (@)' }).click();
    assert.equal(await input().inputValue(), '@');
    assert.equal((await chat().posts('mention')).query, '');
  });
});
