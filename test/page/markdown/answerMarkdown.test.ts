import assert from 'node:assert/strict';
import { shownCap } from '../../../src/webview/chat/markdown/shownCap';
import { onChatPage } from '../../support/page/onChatPage';
import { answer, streamed } from '../../support/page/states';

const text = [
  '# Title',
  'A *paragraph*\nof two lines.',
  '- one\n- [x] done\n- [ ] to do\n\n  loose',
  '3. three\n4. four',
  '> quoted\n> > twice',
  '| a | b |\n|:-:|--:|\n| 1 | `2` |',
  '---',
  '~~~py title="x.py"\nprint(1)\n~~~',
  '    indented',
  'The end.',
].join('\n\n');

onChatPage('an answer in Markdown', chat => {
  const html = async (): Promise<string> => await chat().page.locator('.markdown').innerHTML();

  it('is the same however it was cut', async () => {
    await chat().show({ items: [answer(text)] });
    const whole = await html();
    for (const tag of ['h3', 'p', 'ul', 'ol start="3"', 'blockquote', 'table', 'hr', 'pre', 'code']) {
      assert.ok(whole.includes(`<${tag}`), tag);
    }
    for (const piece of [1, 7, 50]) {
      await chat().show();
      for (const message of streamed(text, piece)) await chat().post(message);
      await chat().settled();
      assert.equal(await html(), whole);
    }
  });

  it('says which items of a list are done', async () => {
    await chat().show({ items: [answer(text)] });
    assert.equal(await chat().page.getByRole('img', { name: 'Done:' }).count(), 1);
    assert.equal(await chat().page.getByRole('img', { name: 'To do:' }).count(), 1);
  });

  it('draws so much and says how much more there is', async () => {
    await chat().show({ items: [answer(`${'words '.repeat(shownCap / 6)}${'x'.repeat(1_234)}`)] });
    assert.match(await chat().page.locator('.rest').innerText(), /^1,2\d\d more characters are not shown/);
  });
});
