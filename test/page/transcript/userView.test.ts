import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { said } from '../../support/page/states';

onChatPage('a message of the user', chat => {
  const message = () => chat().page.locator('.user');

  it('shows what was attached', async () => {
    await chat().show({ items: [said('Look', { context: [{ kind: 'file', label: 'cart.ts' }] })] });
    assert.deepEqual(await message().locator('.attached li').allInnerTexts(), ['cart.ts']);
  });

  it('is edited in place, which asks again', async () => {
    await chat().show({ items: [said('Look')] });
    await message().hover();
    await message().getByRole('button', { name: 'Edit and ask again' }).click();
    await chat().page.keyboard.type(' here');
    await chat().page.keyboard.press('Enter');
    const { id, text } = await chat().posts('editMessage');
    assert.deepEqual([id, text], ['u1', 'Look here']);
  });

  it('stays as it was with Escape', async () => {
    await chat().show({ items: [said('Look')] });
    await message().hover();
    await message().getByRole('button', { name: 'Edit and ask again' }).click();
    await chat().page.keyboard.type(' here');
    await chat().page.keyboard.press('Escape');
    assert.equal(await message().locator('.said').innerText(), 'Look');
    assert.deepEqual(await chat().asked(), []);
  });

  it('shows its other versions', async () => {
    await chat().show({ items: [said('Look', { branch: { index: 1, count: 3 } })] });
    await message().hover();
    assert.match(await message().innerText(), /2\/3/);
    await message().getByRole('button', { name: 'Earlier version' }).click();
    assert.equal((await chat().posts('showBranch')).index, 0);
  });
});
