import assert from 'node:assert/strict';
import { onChatPage } from '../../support/page/onChatPage';
import { answer } from '../../support/page/states';

const code = 'export const total = (items: number[]) =>\n  items.length; // 1\n';
const text = `In \`src/cart.ts\`:\n\n\`\`\`ts src/cart.ts\n${code}\`\`\`\n\nDone.`;

onChatPage('a code block', chat => {
  const block = () => chat().page.getByRole('group', { name: 'TypeScript code, src/cart.ts' });
  const press = (name: string | RegExp) => block().getByRole('button', { name, exact: true }).click();

  it('is copied, inserted, applied and opened with the code as it was written', async () => {
    await chat().show({ items: [answer(text)] });
    await press('Copy code');
    await press('Insert at cursor');
    await press('Apply to src/cart.ts');
    await press('src/cart.ts');
    for (const type of ['copyCode', 'insertCode', 'applyCode'] as const) {
      const asked = await chat().posts(type);
      assert.deepEqual(
        [asked.answer, asked.part, asked.block, asked.language, asked.path, asked.code],
        ['a1', 0, 0, 'ts', 'src/cart.ts', code.trimEnd()],
      );
    }
    assert.equal((await chat().posts('openFile')).path, 'src/cart.ts');
    assert.equal((await chat().posts('applyCode')).follow, undefined);
  });

  it('is in colours, without a character less', async () => {
    await chat().show({ items: [answer(text)] });
    await block().locator('.hl-keyword', { hasText: 'const' }).waitFor();
    assert.equal((await block().locator('pre').innerText()).trimEnd(), code.trimEnd());
  });

  it('says where the rest will stand when it is applied while it streams', async () => {
    const soFar = text.slice(0, text.indexOf('items.length'));
    await chat().show({ items: [answer(soFar, { status: 'streaming' })] });
    await press(/^Apply/);
    const { follow } = await chat().posts('applyCode');
    assert.deepEqual(follow, { offset: text.indexOf('export'), indent: 0, fence: '```' });
  });

  it('shows how the apply goes on', async () => {
    await chat().show({ items: [answer(text)] });
    await chat().post({
      ...{ type: 'block', answer: 'a1', part: 0, block: 0 },
      state: 'done',
      text: 'applied',
    });
    await block().getByText('applied').waitFor();
  });

  it('wraps lines when asked, or from the start by the setting', async () => {
    await chat().show({ items: [answer(text)] });
    const wrap = block().getByRole('button', { name: 'Wrap lines' });
    assert.equal(await wrap.getAttribute('aria-pressed'), 'false');
    await wrap.click();
    assert.equal(await wrap.getAttribute('aria-pressed'), 'true');
    const settings = { liveRedirect: false, liveRedirectPauseMs: 300, wrapCode: true, showNumbers: true };
    await chat().show({ conversation: { id: 'c2', title: '' }, items: [answer(text)], settings });
    assert.equal(await wrap.getAttribute('aria-pressed'), 'true');
  });

  it('keeps what a long block holds when it grows in small pieces', async () => {
    const long = Array.from({ length: 500 }, (_, n) => `let value${n} = ${n};`).join('\n');
    const whole = `\`\`\`ts\n${long}\n\`\`\``;
    await chat().show({ items: [answer('', { status: 'waiting' })] });
    for (let at = 0; at < whole.length; at += 701) {
      await chat().post({ type: 'delta', answer: 'a1', part: 0, at, text: whole.slice(at, at + 701) });
    }
    await chat().post({ type: 'ended', answer: 'a1', status: 'completed' });
    await chat().settled();
    await chat().page.getByRole('button', { name: 'Copy code' }).click();
    assert.equal((await chat().posts('copyCode')).code, long);
  });
});
