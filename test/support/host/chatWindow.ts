import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { startReplayGateway, type GatewayProcess } from '../gateway/gatewayProcess';
import { e2eHost, openBrowser } from './e2eHost';
import { E2eWindow, type themes, withMachineSettings } from './e2eWindow';

/** A window with a file and the chat open, in front of a gateway that replays answers. Whoever opens it closes it. */
export class ChatWindow {
  private constructor(
    readonly window: E2eWindow,
    private readonly browser: Browser,
    private readonly gateway: GatewayProcess,
    /** Brings the settings of the machine back. */
    private readonly restore: () => Promise<void>,
  ) {}

  static async open(
    answers: readonly Readonly<Record<string, unknown>>[],
    tokensPerSecond: number,
  ): Promise<ChatWindow> {
    const host = e2eHost();
    const gateway = await startReplayGateway(answers, ['--tokens-per-second', String(tokensPerSecond)]);
    const browser = await openBrowser(host);
    let finish = (): void => undefined;
    let done = Promise.resolve();
    await new Promise<void>((ready, fail) => {
      const settings = {
        'codexSpark.endpoint': gateway.url,
        'codexSpark.headers': { Authorization: `Bearer ${gateway.token}` },
      };
      done = withMachineSettings(host, settings, () => {
        ready();
        return new Promise(resolve => (finish = resolve));
      });
      done.catch(fail);
    });
    const window = await E2eWindow.open(host, browser);
    await window.vscode.openFile('src/cart.ts');
    await window.vscode.runCommand('Codex Spark: Open Chat');
    const chat = new ChatWindow(window, browser, gateway, () => {
      finish();
      return done;
    });
    await chat.ready();
    return chat;
  }

  async close(): Promise<void> {
    await this.restore();
    await this.window.close();
    await this.browser.close();
    await this.gateway.dispose();
  }

  /** What is inside the chat. */
  get page(): FrameLocator {
    return this.window.vscode.webview();
  }

  get input(): Locator {
    return this.page.getByRole('combobox', { name: 'Message' });
  }

  /** Waits until a person can type into it. */
  async ready(): Promise<void> {
    await this.input.waitFor({ timeout: 60_000 });
  }

  /** The answers in a state. */
  answers(status: string): Locator {
    return this.page.locator(`.answer[data-status="${status}"]`);
  }

  /** Takes a picture in each theme. */
  async inEveryTheme(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'highContrast'] satisfies (keyof typeof themes)[]) {
      await this.window.setTheme(theme);
      await this.window.picture(`${name} ${theme}`);
    }
  }
}
