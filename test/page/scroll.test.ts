import assert from 'node:assert/strict';
import * as v from 'valibot';
import { onChatPage } from '../support/page/onChatPage';
import { answer, said } from '../support/page/states';

const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, n) => `Line ${from + n}.\n\n`).join('');

onChatPage('following the end of an answer', chat => {
  let at = 0;
  const grow = async (count: number): Promise<void> => {
    const text = lines(at, count);
    await chat().post({ type: 'delta', answer: 'a1', part: 0, at, text });
    at += text.length;
    await chat().settled();
  };
  const left = async (): Promise<number> =>
    v.parse(
      v.number(),
      await chat().page.evaluate(
        `(({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop)(document.querySelector('.scroll'))`,
      ),
    );
  const latest = () => chat().page.getByRole('button', { name: 'Jump to latest' });

  beforeEach(async () => {
    at = 0;
    await chat().show({ items: [said('Go'), answer('', { status: 'waiting' })] });
    await grow(200);
  });

  it('stays at the end while text comes', async () => {
    assert.ok((await left()) <= 2, String(await left()));
    await grow(50);
    assert.ok((await left()) <= 2, String(await left()));
    assert.equal(await latest().isVisible(), false);
  });

  it('stays where the user has scrolled to, and offers the way back', async () => {
    await chat().page.locator('.scroll').hover();
    await chat().page.mouse.wheel(0, -1_500);
    await latest().waitFor();
    const before = await left();
    await grow(50);
    assert.ok((await left()) > before, 'the view has moved with the text');
    await latest().click();
    await chat().settled();
    assert.ok((await left()) <= 2);
    await grow(20);
    assert.ok((await left()) <= 2);
  });

  it('goes to the end for a new message of the user', async () => {
    await chat().page.locator('.scroll').hover();
    await chat().page.mouse.wheel(0, -1_500);
    await latest().waitFor();
    await chat().post({ type: 'item', item: said('And?', { id: 'u2' }) });
    await chat().settled();
    assert.ok((await left()) <= 2);
  });
});
