import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { answer, stateMessage, streamed } from '../../support/page/states';

onChatPage('the blocks of an answer', chat => {
  const count = (selector: string): Promise<number> => chat().page.locator(`.markdown ${selector}`).count();

  it('stand in ranges, so that a new one costs the same however many there are', async () => {
    await chat().show({
      items: [answer(Array.from({ length: 60 }, (_, n) => `Paragraph ${n}.`).join('\n\n'))],
    });
    assert.deepEqual([await count('> .range'), await count('> .range > p')], [3, 60]);
  });

  it('begin a long table anew, with its header', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => `| ${n} | x |`);
    await chat().show({ items: [answer(['| n | what |', '|--:|---|', ...rows].join('\n'))] });
    assert.deepEqual([await count('table'), await count('thead'), await count('tbody tr')], [3, 3, 250]);
    assert.equal(await chat().page.locator('.markdown td.right').count(), 250);
  });

  it('are never touched again once they are finished', async () => {
    await chat().post(stateMessage({ items: [answer('', { status: 'waiting' })] }));
    const text = 'The first.\n\n- one\n- two\n\nThe last one';
    const [, ...deltas] = streamed(text, 12).slice(0, -1);
    for (const message of deltas.slice(0, 2)) await chat().post(message);
    await chat().settled();
    await chat().page.evaluate(`document.querySelector('.markdown p').isFirst = true`);
    for (const message of deltas.slice(2)) await chat().post(message);
    await chat().settled();
    assert.equal(await chat().page.evaluate(`document.querySelector('.markdown p').isFirst`), true);
    assert.equal(await count('li'), 2);
  });

  it('have headings below those of the page', async () => {
    await chat().show({ items: [answer('# One\n\n#### Four ##\n\n###### Six')] });
    const headings = `[...document.querySelectorAll('.markdown :is(h1, h2, h3, h4, h5, h6)')]`;
    assert.deepEqual(
      await chat().page.evaluate(`${headings}.map(node => node.localName + ' ' + node.textContent)`),
      ['h3 One', 'h6 Four', 'h6 Six'],
    );
  });
});
