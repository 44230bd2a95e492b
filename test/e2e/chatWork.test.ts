import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { ChatWindow } from '../support/host/chatWindow';

const changed = [
  '/** What everything costs together, in cents. */',
  'export function totalPrice(items: readonly Item[]): number {',
  '  return items.reduce((sum, item) => sum + item.price * item.quantity, 0);',
  '}',
].join('\n');
const answers = [
  {
    match: 'shorter',
    answer: `This is shorter:\n\n\`\`\`ts src/cart.ts\n${changed}\n\`\`\`\n\nIt does the same.`,
  },
  // Longer than any machine needs to get to its end, where it is stopped.
  { match: 'slowly', answer: 'One word after the other comes, and none is in a hurry. '.repeat(2_000) },
  { match: 'apples', answer: 'Apples are **red**.' },
  { match: 'pears', answer: 'Pears are green.' },
  { match: '', answer: 'Something else.' },
];

describe('work with the chat in a window', () => {
  let chat: ChatWindow;
  let page: FrameLocator;
  let input: Locator;
  before(async () => {
    chat = await ChatWindow.open(answers, 120);
    ({ page, input } = chat);
  });
  after(() => chat.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await chat.window.picture(`failed ${this.currentTest.title}`);
  });

  async function ask(text: string): Promise<void> {
    await input.fill(text);
    await input.press('Enter');
    await page.locator('.user', { hasText: text }).waitFor();
  }
  const answered = (text: string): Promise<void> =>
    page.locator('.answer[data-status="completed"]', { hasText: text }).last().waitFor();
  const newConversation = (): Promise<void> =>
    page.getByRole('button', { name: 'New conversation', exact: true }).click();

  it('offers files, symbols and the rest after @, and attaches what is chosen', async () => {
    await page.locator('.chip', { hasText: 'cart.ts' }).waitFor();
    await input.pressSequentially('Look at @');
    const popup = page.getByRole('listbox', { name: 'Context to add' });
    await popup.getByText('Errors and warnings of the workspace').waitFor();
    await chat.window.picture('chat mentions');
    await input.pressSequentially('file:catalo');
    await popup.getByText('catalogue.ts').first().waitFor();
    await input.press('Enter');
    await page.locator('.chip', { hasText: 'catalogue.ts' }).waitFor();
    await input.pressSequentially(' @symbol:totalPri');
    await popup.getByText('totalPrice').first().waitFor();
    await input.press('Escape');
    await input.fill('');
    await page.locator('.chip', { hasText: 'catalogue.ts' }).getByRole('button').click();
    await page.locator('.chip', { hasText: 'catalogue.ts' }).waitFor({ state: 'detached' });
  });

  it('applies a block to the file it names, as a change to review', async () => {
    await ask('Make it shorter');
    await answered('It does the same.');
    await page.locator('.code-block').hover();
    await page.getByRole('button', { name: 'Apply to src/cart.ts' }).click();
    await page.getByText('1 change to review in src/cart.ts').waitFor();
    await chat.window.vscode.page.locator('.view-line', { hasText: 'items.reduce(' }).first().waitFor();
    await chat.window.pictures('chat apply');
    await chat.window.vscode.page.locator('.tab[data-resource-name="cart.ts"]').click();
    await chat.window.vscode.runCommand('Codex Spark: Accept All Changes in File');
    const text = await chat.window.savedText('src/cart.ts', saved => saved.includes('items.reduce('));
    assert.ok(text.includes('export function heaviest'), 'nothing else is gone');
    assert.equal(text.match(/function totalPrice/g)?.length, 1);
  });

  it('edits, moves and drops what is queued', async () => {
    await ask('Tell me slowly');
    for (const text of ['and apples', 'and pears', 'and plums']) {
      await input.fill(text);
      await input.press('Alt+Enter');
      await page.locator('.queue li', { hasText: text }).waitFor();
    }
    const row = (text: string): Locator => page.locator('.queue li', { hasText: text });
    await row('and pears').focus();
    await row('and pears').press('Alt+ArrowUp');
    await page.locator('.queue li:first-child', { hasText: 'and pears' }).waitFor();
    await row('and plums').focus();
    await row('and plums').press('Delete');
    await row('and plums').waitFor({ state: 'detached' });
    await row('and apples').focus();
    await row('and apples').press('F2');
    await page.getByRole('textbox', { name: 'Edit queued message' }).fill('and red apples');
    await page.getByRole('textbox', { name: 'Edit queued message' }).press('Enter');
    await row('and red apples').waitFor();
    await input.press('Escape');
    await page.locator('.answer[data-status="stopped"]').waitFor();
    await chat.window.pictures('chat queue');
    await row('and pears').getByRole('button', { name: 'Send it now' }).click({ force: true });
    await answered('Pears are green.');
    await answered('red');
  });

  it('asks again with an edited message, and goes back to the former one', async () => {
    await newConversation();
    await ask('What about apples');
    await answered('red');
    await page.locator('.user').hover();
    await page.getByRole('button', { name: 'Edit and ask again' }).click();
    const field = page.getByRole('textbox', { name: 'Edit message' });
    await field.fill('What about pears');
    await field.press('Enter');
    await answered('Pears are green.');
    await page.getByText('2/2').waitFor();
    await chat.window.picture('chat branch');
    await page.locator('.user').hover();
    await page.getByRole('button', { name: 'Earlier version' }).click();
    await answered('red');
    await page.locator('.answer').hover();
    await page.getByRole('button', { name: 'Regenerate' }).click();
    await page.getByText('3/3').waitFor();
    await answered('red');
  });

  it('finds, renames and deletes conversations', async () => {
    await page.getByRole('button', { name: 'Conversations', exact: true }).click();
    const list = page.getByRole('dialog', { name: 'Conversations' });
    await list.getByText('Make it shorter').waitFor();
    await chat.window.pictures('chat conversations');
    await list.getByRole('textbox', { name: 'Search conversations' }).fill('hurry');
    await list.getByText('What about').first().waitFor({ state: 'detached' });
    await list.getByText('Make it shorter').waitFor();
    await list.getByRole('textbox', { name: 'Search conversations' }).fill('');
    const other = list.locator('li', { hasText: 'What about' }).first();
    await other.locator('.open').press('F2');
    await list.getByRole('textbox', { name: 'Title' }).fill('Fruit');
    await list.getByRole('textbox', { name: 'Title' }).press('Enter');
    await list.locator('li', { hasText: 'Fruit' }).locator('.open').press('Delete');
    await list.locator('li', { hasText: 'Fruit' }).waitFor({ state: 'detached' });
    await chat.window.vscode.page.getByText('"Fruit" was deleted.').first().waitFor();
    await list.locator('.open', { hasText: 'Make it shorter' }).click();
    await page.locator('.user', { hasText: 'Make it shorter' }).waitFor();
  });

  it('exports a conversation to Markdown', async () => {
    await chat.window.vscode.runCommand('Codex Spark: Export Chat to Markdown');
    await chat.window.vscode.page.locator('.view-line', { hasText: '# Make it shorter' }).first().waitFor();
    await chat.window.vscode.runCommand('View: Revert and Close Editor');
  });

  it('shows the conversation again after the window was loaded anew', async () => {
    await chat.window.reload();
    await chat.ready();
    ({ page, input } = chat);
    await page.locator('.user', { hasText: 'Make it shorter' }).waitFor();
    await page.locator('.answer', { hasText: 'It does the same.' }).waitFor();
    await chat.window.pictures('chat restart');
    await ask('What about pears now');
    await answered('Pears are green.');
  });
});
