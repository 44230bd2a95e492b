import assert from 'node:assert/strict';
import { contextKind } from '../../src/chat/messages/context';
import { onChatPage } from '../support/page/onChatPage';
import { answer, said } from '../support/page/states';

onChatPage('the chat as a whole', chat => {
  const running = { items: [said('Go'), answer('It goes', { status: 'streaming' })] };

  it('is stopped with Escape wherever the focus is, and only while it answers', async () => {
    await chat().show(running);
    await chat().page.locator('.item').first().focus();
    await chat().page.keyboard.press('Escape');
    await chat().posts('stop');
    await chat().post({ type: 'ended', answer: 'a1', status: 'stopped' });
    await chat().settled();
    await chat().forget();
    await chat().page.keyboard.press('Escape');
    assert.deepEqual(await chat().asked(), []);
  });

  it('says that code was copied', async () => {
    await chat().show({ items: [said('Go'), answer('```ts\nlet a;\n```')] });
    await chat().page.locator('.code-block').hover();
    await chat().page.getByRole('button', { name: 'Copy code' }).click();
    assert.equal((await chat().posts('copyCode')).code.trim(), 'let a;');
    await chat().page.getByRole('status').filter({ hasText: 'Code copied' }).waitFor({ state: 'attached' });
  });

  it('takes a title for the conversation on screen only', async () => {
    await chat().show(running);
    await chat().post({ type: 'title', conversation: 'c1', title: 'This' });
    await chat().post({ type: 'title', conversation: 'another', title: 'Not this' });
    await chat().settled();
    assert.equal(await chat().page.locator('.head h1').innerText(), 'This');
  });

  it('keeps what is being typed when the state comes again', async () => {
    const input = chat().page.getByRole('combobox', { name: 'Message' });
    await input.fill('half a thought');
    await chat().show({ draft: 'older' });
    assert.equal(await input.inputValue(), 'half a thought');
  });

  it('draws another sign for each kind of context', async () => {
    const kinds = contextKind.options;
    const chips = kinds.map(kind => ({
      id: kind,
      kind,
      label: kind,
      automatic: false,
      state: 'ready' as const,
    }));
    await chat().show({ context: { chips, usedTokens: 0, budgetTokens: 0 } });
    const signs = `[...document.querySelectorAll('.chip > .icon')].map(node => node.innerHTML)`;
    const drawn: unknown = await chat().page.evaluate(signs);
    assert.ok(Array.isArray(drawn));
    assert.deepEqual([drawn.length, new Set(drawn).size], [kinds.length, kinds.length]);
  });

  it('presses its own buttons with the keys, as any button', async () => {
    await chat().show({
      items: [said('Go'), answer('x', { status: 'failed', error: { message: 'No.', actions: ['retry'] } })],
    });
    const button = chat().page.locator('.help vscode-button');
    for (const key of ['Enter', ' ']) {
      await chat().forget();
      await button.focus();
      await chat().page.keyboard.press(key);
      assert.equal((await chat().posts('help')).action, 'retry');
    }
  });
});
