import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { answer, said } from '../../support/page/states';

onChatPage('help with what went wrong', chat => {
  const failed = (actions: readonly ('setKey' | 'retry' | 'diagnose')[]) =>
    answer('', {
      status: 'failed',
      error: { message: 'The key was refused.', advice: 'Set another one.', actions: [...actions] },
    });

  it('is told at once to those who listen, with the advice, and not again when it is shown again', async () => {
    const { error, ...rest } = failed(['setKey']);
    assert.ok(error);
    await chat().show({ items: [said('Go'), { ...rest, status: 'streaming' }] });
    await chat().post({ type: 'ended', answer: 'a1', status: 'failed', error });
    const words = /The key was refused\.\s+Set another one\.\s+Set API Key/;
    assert.match(await chat().page.getByRole('alert').innerText(), words);
    await chat().show({ items: [said('Go'), failed(['setKey'])] });
    assert.match(await chat().page.getByRole('group', { name: 'Error' }).innerText(), words);
    assert.equal(await chat().page.locator('.item [role=alert]').count(), 0);
  });

  it('asks for what the pressed button says; the first stands out', async () => {
    await chat().show({ items: [said('Go'), failed(['setKey', 'retry', 'diagnose'])] });
    const buttons = chat().page.locator('.help vscode-button');
    assert.deepEqual(await buttons.allInnerTexts(), ['Set API Key', 'Try Again', 'Test the Connection']);
    assert.equal(await chat().page.locator('.help vscode-button[secondary]').count(), 2);
    await buttons.nth(2).click();
    const { action, item } = await chat().posts('help');
    assert.deepEqual([action, item], ['diagnose', 'a1']);
  });

  it('has no buttons where nothing helps', async () => {
    await chat().show({ items: [said('Go'), failed([])] });
    assert.equal(await chat().page.locator('.help').count(), 0);
  });
});
