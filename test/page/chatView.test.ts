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

  describe('between two conversations', () => {
    const input = () => chat().page.getByRole('combobox', { name: 'Message' });
    const newConversation = () =>
      chat().page.getByRole('button', { name: 'New conversation', exact: true }).click();
    const fresh = { conversation: { id: 'c2', title: '' }, items: [] };

    it('says to which one a message belongs', async () => {
      await chat().show();
      await input().fill('for this one');
      await input().press('Enter');
      assert.deepEqual(await chat().addressed('send'), ['c1']);
    });

    it('sends to the new one what is said before that is on screen', async () => {
      await chat().show(running);
      await newConversation();
      await input().fill('quickly');
      await input().press('Enter');
      const asked = (await chat().asked()).map(({ type }) => type);
      assert.equal(asked[0], 'newConversation');
      assert.equal(asked.length, 2);
      assert.deepEqual(await chat().addressed(asked[1] ?? ''), [undefined]);
    });

    it('keeps for the new one what is typed before that is on screen', async () => {
      await chat().show(running);
      await newConversation();
      await input().fill('half a th');
      await chat().show(fresh);
      assert.equal(await input().inputValue(), 'half a th');
      await chat().forget();
      await input().press('Enter');
      assert.deepEqual(await chat().addressed('send'), ['c2']);
    });

    it('is not taken in by what comes late of the one before', async () => {
      await chat().show(running);
      await newConversation();
      await chat().forget();
      await input().fill('half a th');
      await chat().show(running);
      assert.equal(await input().inputValue(), 'half a th');
      await chat().show(fresh);
      assert.equal(await input().inputValue(), 'half a th');
      assert.ok(!(await chat().addressed('draft')).includes('c1'));
    });

    it('leaves with each one the draft that was typed in it', async () => {
      await chat().show();
      await input().fill('of the first');
      await newConversation();
      assert.deepEqual((await chat().posts('draft')).text, 'of the first');
      assert.deepEqual(await chat().addressed('draft'), ['c1']);
      await chat().show(fresh);
      assert.equal(await input().inputValue(), '');
      await input().fill('of the second');
      await chat().forget();
      await chat().show({ draft: 'of the first' });
      assert.deepEqual((await chat().posts('draft')).text, 'of the second');
      assert.deepEqual(await chat().addressed('draft'), ['c2']);
      assert.equal(await input().inputValue(), 'of the first');
    });

    it('gives an empty conversation its draft back when that stays', async () => {
      await chat().show({ items: [] });
      await input().fill('a draft');
      await newConversation();
      await chat().show({ items: [], draft: 'a draft' });
      assert.equal(await input().inputValue(), 'a draft');
    });
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
