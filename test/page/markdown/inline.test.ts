import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { answer } from '../../support/page/states';

onChatPage('text of an answer', chat => {
  const show = (text: string) => chat().show({ items: [answer(text)] });
  const markdown = () => chat().page.locator('.markdown');

  it('has emphasis, code, strikes and line breaks', async () => {
    await show('**a** *b* ~~c~~ `d` \\\ne');
    for (const [tag, text] of Object.entries({ strong: 'a', em: 'b', s: 'c', code: 'd' })) {
      assert.equal(await markdown().locator(tag).innerText(), text);
    }
    assert.equal(await markdown().locator('br').count(), 1);
  });

  it('breaks lines where a model writes the tag, and nowhere in code', async () => {
    await show('| a |\n| - |\n| first<br>second<br />third |\n\n`<br>` <img src=x>\n');
    assert.equal(await markdown().locator('td br').count(), 2);
    assert.equal(await markdown().locator('code').innerText(), '<br>');
    assert.equal(await markdown().locator('img').count(), 0);
  });

  it('has emphasis next to punctuation of Chinese, Japanese and Korean', async () => {
    await show('**重要：**请保存。**「強調」**です。**강조(표시)**는');
    assert.deepEqual(await markdown().locator('strong').allInnerTexts(), [
      '重要：',
      '「強調」',
      '강조(표시)',
    ]);
  });

  it('says where a link goes, and asks the extension to go there', async () => {
    await show('[the bank](https://evil.example/x) and <https://plain.example/>');
    const link = chat().page.getByRole('link', { name: 'the bank evil.example' });
    await link.click();
    assert.equal((await chat().posts('openLink')).href, 'https://evil.example/x');
    assert.equal(await link.getAttribute('href'), null);
    assert.equal(await markdown().locator('a').nth(1).innerText(), 'https://plain.example/');
  });

  it('opens a file of the workspace, also by keyboard', async () => {
    await show('See [the cart](src/cart.ts#L3).');
    await chat().page.getByRole('link', { name: 'the cart' }).focus();
    await chat().page.keyboard.press('Enter');
    assert.equal((await chat().posts('openFile')).path, 'src/cart.ts#L3');
  });

  it('leaves what is no link as text', async () => {
    await show('[x](command:workbench.action.quit) [y](javascript:a) www.example.org a@example.org');
    assert.equal(await markdown().locator('a').count(), 0);
    assert.match(await markdown().innerText(), /command:workbench/);
  });

  it('names a picture instead of loading it', async () => {
    await show('![A diagram](https://example.org/a.png) ![](x.png)');
    assert.match(await markdown().innerText(), /Image: A diagram[^]*Image: without description/);
  });

  it('writes out what would hide or turn the line around', async () => {
    await show('a\u202eb **\u2066c**');
    assert.equal(await markdown().innerText(), 'a⟦U+202E⟧b ⟦U+2066⟧c');
  });
});
