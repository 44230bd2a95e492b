import assert from 'node:assert/strict';
import type { ContextChip } from '../../../src/chat/messages';
import { onChatPage } from '../../support/page/onChatPage';

const chip = (id: string, given: Partial<ContextChip> = {}): ContextChip => ({
  ...{ id, kind: 'file', label: `${id}.ts`, detail: `src/${id}.ts`, automatic: false, state: 'ready' },
  ...given,
});

onChatPage('the context beside the input', chat => {
  const context = (chips: ContextChip[], usedTokens = 10, budgetTokens = 100) =>
    chat().post({ type: 'context', context: { chips, usedTokens, budgetTokens } });

  it('shows a chip for each piece, and takes it away', async () => {
    await context([chip('a'), chip('b')]);
    await chat().page.getByRole('button', { name: 'Remove a.ts' }).click();
    assert.equal((await chat().posts('removeContext')).id, 'a');
  });

  it('keeps the focus among the chips when one goes', async () => {
    await context([chip('a'), chip('b')]);
    await chat().page.getByRole('button', { name: 'Remove a.ts' }).focus();
    await context([chip('b')]);
    await chat().settled();
    assert.equal(await chat().page.evaluate('document.activeElement.title'), 'Remove b.ts');
    await context([]);
    await chat().settled();
    assert.equal(await chat().page.evaluate('document.activeElement.title'), 'Add context (@)');
  });

  it('says which piece is not sent, and why', async () => {
    await context([
      chip('env', { state: 'blocked', why: 'It holds secrets.' }),
      chip('big', { state: 'cut' }),
    ]);
    const blocked = chat().page.locator('.chip.blocked');
    assert.equal(await blocked.locator('.chip-state').textContent(), 'not sent');
    assert.match((await blocked.getAttribute('title')) ?? '', /secrets/);
    assert.equal(await chat().page.locator('.chip.cut .chip-state').textContent(), 'cut');
  });

  it('shows how full the window of the model is', async () => {
    const meter = chat().page.getByRole('meter', { name: 'Context used' });
    await context([], 50, 100);
    assert.equal(await meter.getAttribute('aria-valuenow'), '50');
    assert.equal(await meter.getAttribute('aria-valuetext'), '50 of 100 tokens used');
    await context([], 150, 100);
    assert.match((await meter.getAttribute('class')) ?? '', /over/);
    assert.equal(await meter.getAttribute('aria-valuenow'), '100');
    await context([], 150, 0);
    assert.equal(await meter.isVisible(), false);
  });
});
