import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { answer, said } from '../../support/page/states';

onChatPage('the transcript', chat => {
  const texts = (): Promise<string[]> => chat().page.locator('.item :is(.said, .markdown)').allInnerTexts();
  const items = ['a', 'b', 'c', 'd'].map((id, n) =>
    n % 2 === 0 ? said(`Question ${id}`, { id }) : answer(`Answer ${id}`, { id }),
  );

  it('is what the state says', async () => {
    await chat().show({ items });
    assert.deepEqual(await texts(), ['Question a', 'Answer b', 'Question c', 'Answer d']);
  });

  it('adds, replaces and cuts', async () => {
    await chat().show({ items });
    await chat().post({ type: 'item', item: answer('Other', { id: 'b' }) });
    await chat().post({ type: 'item', item: said('More', { id: 'e' }) });
    await chat().post({ type: 'truncate', from: 'c' });
    await chat().post({ type: 'truncate', from: 'gone' });
    await chat().settled();
    assert.deepEqual(await texts(), ['Question a', 'Other']);
  });

  it('brings older items when asked', async () => {
    await chat().show({ items: items.slice(2), olderItems: 2 });
    await chat().page.getByRole('button', { name: 'Show earlier messages' }).click();
    assert.equal((await chat().posts('loadOlder')).before, 'c');
    await chat().post({ type: 'older', items: items.slice(0, 3), olderItems: 0 });
    await chat().settled();
    assert.deepEqual(await texts(), ['Question a', 'Answer b', 'Question c', 'Answer d']);
    assert.equal(await chat().page.getByRole('button', { name: 'Show earlier messages' }).isVisible(), false);
  });

  it('is walked with the arrows once an item has the focus', async () => {
    await chat().show({ items });
    const focused = () => chat().page.evaluate('document.activeElement.innerText');
    await chat().page.locator('.item').first().focus();
    for (const [key, text] of [
      ['ArrowDown', /Answer b/],
      ['End', /Answer d/],
      ['ArrowUp', /Question c/],
      ['Home', /Question a/],
    ] as const) {
      await chat().page.keyboard.press(key);
      assert.match(String(await focused()), text);
    }
  });

  it('asks for the whole when something was missed, once', async () => {
    await chat().show({ items });
    for (const at of [100, 200]) {
      await chat().post({ type: 'delta', answer: 'unknown', part: 0, at, text: 'x' });
    }
    await chat().settled();
    assert.deepEqual(
      (await chat().asked()).map(({ type }) => type),
      ['ready'],
    );
  });
});
