import assert from 'node:assert/strict';
import { ChatWindow } from '../support/host/chatWindow';
import { waitFor } from '../support/host/waitFor';

const sentence = 'The cart adds the price of every line and rounds the sum at the end. ';
function explanation(sentences: number): string {
  return `## The cart\n\n${sentence.repeat(sentences)}\n\n\`\`\`ts src/cart.ts\nexport const answer = 42;\n\`\`\`\n`;
}

const answers = [
  { match: 'in one word', answer: 'Totals.' },
  { match: 'as a list', answer: `- first the lines\n- then the sum\n\n${sentence}` },
  { match: 'what comes next', answer: 'Next comes the invoice.' },
  // Longer than any machine needs to redirect or to stop it.
  { match: 'explain', answer: explanation(2_000) },
  { match: '', answer: 'Something else.' },
];

describe('the chat in a window', () => {
  let chat: ChatWindow;
  before(async () => (chat = await ChatWindow.open(answers, 60)));
  after(() => chat.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await chat.window.picture(`failed ${this.currentTest.title}`);
  });

  it('has the cursor in the input when it is opened, now and when it comes back', async () => {
    const { vscode } = chat.window;
    const typed = async (text: string): Promise<void> => {
      await chat.page.locator('textarea.input:focus').waitFor();
      await vscode.page.keyboard.type(text);
      await waitFor(
        `"${text}" to stand in the input`,
        async () => (await chat.input.inputValue()) === text || undefined,
      );
      await chat.input.fill('');
    };
    await typed('at once');
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await vscode.openFile('src/cart.ts');
    await vscode.runCommand('Codex Spark: Open Chat');
    await typed('again');
  });

  it('attaches the file at hand and streams an answer', async () => {
    await chat.page.locator('.chip', { hasText: 'cart.ts' }).waitFor();
    await chat.input.fill('Please explain the cart');
    await chat.input.press('Enter');
    await chat.answers('streaming').getByText('adds the price').waitFor();
    await chat.page.locator('.user', { hasText: 'cart.ts' }).waitFor();
  });

  it('redirects it: the turn is marked, what was said before stays', async () => {
    await chat.input.fill('Say it as a list');
    await chat.input.press('Enter');
    await chat.page.locator('.turn', { hasText: 'Say it as a list' }).waitFor();
    await chat.page.locator('li', { hasText: 'then the sum' }).waitFor();
    await chat.page.getByText('Earlier course').waitFor();
    await chat.answers('completed').waitFor();
    assert.equal(await chat.page.locator('.answer').count(), 1);
  });

  it('queues a message, which is sent when the answer has ended', async () => {
    await chat.input.fill('Please explain again');
    await chat.input.press('Enter');
    await chat.answers('streaming').waitFor();
    await chat.input.fill('And in one word?');
    await chat.input.press('Alt+Enter');
    await chat.page.locator('.queue', { hasText: 'And in one word?' }).waitFor();
    await chat.window.pictures('chat');
    // The answer goes on until it is led to a short end.
    await chat.input.fill('Say it as a list');
    await chat.input.press('Enter');
    await chat.answers('completed').getByText('Totals.').waitFor();
  });

  it('stops and keeps what is there', async () => {
    await chat.input.fill('Now explain it once more');
    await chat.input.press('Enter');
    await chat.answers('streaming').getByText('adds the price').waitFor();
    await chat.input.press('Escape');
    await chat.answers('stopped').getByText('adds the price').waitFor();
  });
});
