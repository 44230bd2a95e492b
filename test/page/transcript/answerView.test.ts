import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { answer, said, streamed } from '../../support/page/states';

onChatPage('an answer', chat => {
  const article = () => chat().page.locator('.answer');
  const waiting = { items: [said('Go'), answer('', { status: 'waiting' })] };

  it('says what it waits for, streams, and ends with its figures', async () => {
    await chat().show(waiting);
    assert.match(await article().innerText(), /Waiting for the first token/);
    await chat().post({ type: 'delta', answer: 'a1', part: 0, at: 0, text: 'Some *text*' });
    await chat().settled();
    assert.equal(await article().getAttribute('data-status'), 'streaming');
    assert.equal(await article().getAttribute('aria-busy'), 'true');
    await chat().post({
      type: 'ended',
      answer: 'a1',
      status: 'completed',
      numbers: { firstTokenMs: 120, tokensPerSecond: 900, outputTokens: 2 },
    });
    await chat().settled();
    assert.equal(await article().getAttribute('aria-busy'), 'false');
    assert.match(
      (await article().innerText()).replaceAll('\u00a0', ' '),
      /Some text[^]*120 ms to first token · 900 tokens\/s · 2 tokens/,
    );
  });

  it('is read out when it has ended, not while it streams', async () => {
    await chat().show(waiting);
    for (const message of streamed('The whole answer.', 5)) await chat().post(message);
    const said = chat().page.getByRole('status').filter({ hasText: 'Answer completed. The whole answer.' });
    await said.waitFor({ state: 'attached' });
    assert.equal(await chat().page.getByRole('log').getAttribute('aria-live'), 'off');
  });

  it('takes a delta twice, and one that overlaps, only once', async () => {
    await chat().show(waiting);
    for (const [at, text] of [
      [0, 'abc'],
      [0, 'abc'],
      [1, 'bcd'],
    ] as const) {
      await chat().post({ type: 'delta', answer: 'a1', part: 0, at, text });
    }
    await chat().settled();
    assert.equal(await article().locator('.markdown').innerText(), 'abcd');
  });

  it('names what was attached to a change of its course', async () => {
    const context = [{ kind: 'file' as const, label: 'plan.ts' }];
    await chat().show({ items: [answer('The long way', { status: 'streaming' })] });
    await chat().post({
      type: 'redirected',
      answer: 'a1',
      part: 1,
      instruction: 'Use it',
      live: false,
      context,
    });
    await chat().settled();
    const names = chat().page.getByRole('list', { name: 'Context of this redirect' });
    assert.equal(await names.innerText(), 'plan.ts');
    const parts = [{ text: '' }, { text: '', instruction: 'Use it', context }];
    await chat().show({ items: [{ ...answer('', { status: 'completed' }), parts }] });
    assert.equal(await names.innerText(), 'plan.ts');
  });

  it('marks where its course was changed and folds what was before', async () => {
    await chat().show({ items: [answer('The long way', { status: 'streaming' })] });
    await chat().post({ type: 'redirected', answer: 'a1', part: 1, instruction: 'Shorter', live: false });
    await chat().post({ type: 'delta', answer: 'a1', part: 1, at: 0, text: 'Short.' });
    await chat().settled();
    assert.equal(await chat().page.getByRole('note').innerText(), 'Redirected Shorter');
    const earlier = article().locator('details');
    assert.equal(await earlier.getByText('The long way').isVisible(), false);
    await earlier.locator('summary').focus();
    await chat().page.keyboard.press('Enter');
    await earlier.getByText('The long way').waitFor();
  });

  it('folds nothing where its course was changed before a word had come', async () => {
    await chat().show({ items: [answer('', { status: 'waiting' })] });
    await chat().post({ type: 'redirected', answer: 'a1', part: 1, instruction: 'Shorter', live: false });
    await chat().post({ type: 'delta', answer: 'a1', part: 1, at: 0, text: 'Short.' });
    await chat().settled();
    assert.equal(await article().locator('details').count(), 0);
    assert.match(await article().innerText(), /Shorter\s+Short\./);
  });

  it('stands as it was after a restart, with all its parts', async () => {
    await chat().show({
      items: [answer('', { parts: [{ text: 'One' }, { text: 'Two', instruction: 'Turn', live: true }] })],
    });
    assert.match(await article().innerText(), /Redirected while typing\s+Turn\s+Two/);
  });

  it('shows an error with what helps', async () => {
    await chat().show(waiting);
    await chat().post({
      type: 'ended',
      answer: 'a1',
      status: 'failed',
      error: { message: 'No connection.', advice: 'Check the network.', actions: ['retry', 'diagnose'] },
    });
    const alert = article().getByRole('alert');
    await alert.getByText('Check the network.').waitFor();
    await alert.getByRole('button', { name: 'Try Again' }).click();
    const { action, item } = await chat().posts('help');
    assert.deepEqual([action, item], ['retry', 'a1']);
  });

  it('is copied, asked again, or taken as the beginning of another conversation', async () => {
    await chat().show({ items: [answer('Text')] });
    await article().hover();
    for (const [name, posts] of [
      ['Copy answer as Markdown', 'copyAnswer'],
      ['Regenerate', 'regenerate'],
      ['New conversation from here', 'fork'],
    ] as const) {
      await article().getByRole('button', { name }).click();
      await chat().posts(posts);
    }
  });
});
