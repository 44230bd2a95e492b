import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { until } from '../../scripts/host/vscodePage.mjs';
import { DrivenGateway, type AskedRewrite } from '../support/gateway/drivenGateway';
import { freshWindow } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import { type E2eWindow, themes } from '../support/host/e2eWindow';

/** What is rewritten in src/orders.ts: the functions from `pay` on. */
const first = 'export function pay';
const rewritten = `export function pay(order: Order): Order {
  expect(order, 'new');
  return { ...order, status: 'paid' };
}

/** Marks an order as sent. Throws when it is not paid. */
export function send(order: Order): Order {
  expect(order, 'paid');
  return { ...order, status: 'sent' };
}

function expect(order: Order, status: Status): void {
  if (order.status === status) return;
  throw new Error(\`Order \${order.id} is \${order.status}, not \${status}\`);
}

/** One line per order, for the screen at the till. */
export function describe(order: Order): string {
  const euros = (cents: number): string => (cents / 100).toFixed(2);
  const weight = (totalWeight(order.items) / 1000).toFixed(1);
  return \`#\${order.id} \${order.customer}: \${euros(totalPrice(order.items))} €, \${weight} kg\`;
}
`;
const lines = rewritten.split('\n');
const half = `${lines.slice(0, 8).join('\n')}\n`;

/** Longest wait for something on screen, on a busy machine. In ms. */
const patience = 60_000;

describe('an edit in a window', () => {
  const host = e2eHost();
  let window: E2eWindow;
  let model: DrivenGateway;
  let restoreSettings: () => Promise<void>;
  let original: string;
  let asked = 0;

  before(async () => {
    model = await DrivenGateway.start();
    window = await freshWindow(host);
    const { endpoint, headers } = model.settings;
    restoreSettings = await window.keepMachineSettings({
      'codexSpark.endpoint': endpoint,
      'codexSpark.headers': headers,
      'codexSpark.inline.enabled': false,
    });
    original = await readFile(path.join(window.folder, 'src', 'orders.ts'), 'utf8');
    await window.vscode.openFile('src/orders.ts');
  });
  after(async () => {
    await restoreSettings();
    await model.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await window.picture(`failed ${this.currentTest.title}`);
    await backToOriginal();
  });

  const firstLine = (): number => original.slice(0, original.indexOf(first)).split('\n').length;
  const region = (): string => original.slice(original.indexOf(first));
  const expected = (text = rewritten): string => original.replace(region(), () => text);

  const nextRequest = async (): Promise<AskedRewrite> => {
    const rewrite = await until(
      () => model.rewrites[asked],
      value => value !== undefined,
      patience,
      () => 'nothing was asked',
    );
    assert.ok(rewrite);
    asked++;
    return rewrite;
  };
  /** Selects everything from the first function on and presses the keys of the command. */
  const optimize = async (): Promise<AskedRewrite> => {
    const { vscode } = window;
    await vscode.goTo(firstLine(), 1);
    await vscode.press('ControlOrMeta+Shift+End');
    await vscode.press('ControlOrMeta+K');
    await vscode.press('ControlOrMeta+G');
    return nextRequest();
  };
  const line = (text: string) =>
    window.vscode.page
      .locator('.view-line', { hasText: new RegExp(escaped(text).replaceAll(' ', '\\s')) })
      .first();
  const status = (text: string | RegExp) =>
    window.vscode.page
      .locator('.statusbar-item:visible', { hasText: text })
      .first()
      .waitFor({ timeout: patience });
  const openChanges = async (): Promise<number> =>
    Number(/\d+/.exec(await window.vscode.statusBarText('to review'))?.[0]);
  const noStatus = () =>
    window.vscode.page
      .locator('.statusbar-item:visible', { hasText: /to review|Optimizing|Editing/ })
      .waitFor({ state: 'hidden', timeout: patience });
  const lens = (text: string) =>
    window.vscode.page.locator('.codelens-decoration a', { hasText: text }).first();
  const answered = async (rewrite: AskedRewrite, text: string): Promise<void> => {
    rewrite.text(text);
    rewrite.text('```\n');
    rewrite.end();
    await status('to review');
  };
  const backToOriginal = async (): Promise<void> => {
    await writeFile(path.join(window.folder, 'src', 'orders.ts'), original);
    await window.vscode.runCommand('File: Revert File');
    await noStatus();
  };

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`streams in, one change is accepted, one rejected, all of it undone: ${theme}`, async () => {
      const { vscode } = window;
      await window.setTheme(theme);
      const rewrite = await optimize();
      rewrite.text(`\`\`\`ts\n${half}`);
      await line("expect(order, 'new')").waitFor({ timeout: patience });
      await status('Optimizing');
      await lens('Stop').waitFor({ timeout: patience });
      await window.picture(`edit stream ${theme}`);

      await answered(rewrite, rewritten.slice(half.length));
      const count = await openChanges();
      assert.ok(count >= 4);
      await lens('Accept All').waitFor({ timeout: patience });
      await window.picture(`edit review ${theme}`);

      await lens('Accept').click();
      await status(`${count - 1} changes to review`);
      await vscode.press('Alt+j');
      await vscode.press('Alt+n');
      await status(`${count - 2} changes to review`);
      await lens(`Accept All ${count - 2}`).waitFor({ timeout: patience });
      await window.picture(`edit decided ${theme}`);
      await vscode.press('Alt+Shift+y');
      await noStatus();
      await window.picture(`edit after ${theme}`);

      await vscode.press('ControlOrMeta+z');
      await vscode.press('ControlOrMeta+z');
      await window.savedText('src/orders.ts', text => text === original);
    });
  }

  it('takes another course while it streams', async () => {
    const { vscode } = window;
    const rewrite = await optimize();
    rewrite.text(`\`\`\`ts\n${half}`);
    await line("expect(order, 'new')").waitFor({ timeout: patience });
    await vscode.press('ControlOrMeta+K');
    await vscode.press('ControlOrMeta+G');
    const input = vscode.page.locator('.quick-input-widget:visible input[type="text"]').first();
    await input.waitFor({ timeout: patience });
    await input.fill('use a table instead');
    await window.picture('edit redirect');
    await vscode.press('Enter');
    const second = await nextRequest();
    assert.match(JSON.stringify(second.request.input), /use a table instead/);
    // Before anything of the new answer is there, one sees that it was heard.
    await lens('Redirected: use a table instead').waitFor({ timeout: patience });
    await window.picture('edit redirected');
    const other = rewritten.replaceAll('expect(', 'demand(');
    second.text('```ts\n');
    await answered(second, other);
    await vscode.press('Alt+Shift+y');
    await window.savedText('src/orders.ts', text => text === expected(other));
    await vscode.press('ControlOrMeta+z');
    await window.savedText('src/orders.ts', text => text === original);
  });

  it('does what was typed to the last letter, however soon Enter comes', async () => {
    const { vscode } = window;
    const input = vscode.page.locator('.quick-input-widget:visible input[type="text"]').first();
    // The letter is also in the instruction of before, which the list offers.
    // The second is also in the first, which the list then offers.
    for (const instruction of ['add logging to all of it', 'a']) {
      await vscode.goTo(firstLine(), 1);
      await vscode.press('ControlOrMeta+Shift+End');
      await vscode.press('ControlOrMeta+K');
      await vscode.press('ControlOrMeta+E');
      await input.waitFor({ timeout: patience });
      await vscode.type(instruction, 0);
      await vscode.press('Enter');
      const rewrite = await nextRequest();
      assert.equal(rewrite.selection.instruction, instruction);
      rewrite.end();
      await noStatus();
    }
  });

  it('is stopped, and what is there can be decided', async () => {
    const rewrite = await optimize();
    rewrite.text(`\`\`\`ts\n${half}`);
    await line("expect(order, 'new')").waitFor({ timeout: patience });
    await lens('Stop').click();
    await status('to review');
    await window.picture('edit stopped');
    await lens('Reject').click();
    await noStatus();
    await window.savedText('src/orders.ts', text => text === original);
  });

  it('lets the user type beside it', async () => {
    const { vscode } = window;
    const rewrite = await optimize();
    rewrite.text(`\`\`\`ts\n${half}`);
    await line("expect(order, 'new')").waitFor({ timeout: patience });
    await vscode.goTo(1);
    await vscode.type(' // typed');
    await answered(rewrite, rewritten.slice(half.length));
    await vscode.type(' here');
    await vscode.press('Alt+Shift+y');
    const wanted = expected().replace("'./cart';", "'./cart'; // typed here");
    await window.savedText('src/orders.ts', text => text === wanted);
    await backToOriginal();
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
