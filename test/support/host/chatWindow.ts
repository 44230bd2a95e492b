import type { FrameLocator, Locator } from 'playwright-core';
import { e2eHost } from './e2eHost';
import type { E2eWindow, themes } from './e2eWindow';
import { openReplayedModel, type ReplayedModel } from './replayedModel';

/** A window with a file and the chat open, in front of a gateway that replays answers. Whoever opens it closes it. */
export class ChatWindow {
  private constructor(private readonly model: ReplayedModel) {}

  static async open(
    answers: readonly Readonly<Record<string, unknown>>[],
    tokensPerSecond: number,
  ): Promise<ChatWindow> {
    const model = await openReplayedModel(e2eHost(), answers, tokensPerSecond);
    await model.window.vscode.openFile('src/cart.ts');
    await model.window.vscode.runCommand('Codex Spark: Open Chat');
    const chat = new ChatWindow(model);
    await chat.ready();
    return chat;
  }

  close(): Promise<void> {
    return this.model.close();
  }

  get window(): E2eWindow {
    return this.model.window;
  }

  /** What is inside the chat. */
  get page(): FrameLocator {
    return this.window.vscode.webview();
  }

  get input(): Locator {
    return this.page.getByRole('combobox', { name: 'Message' });
  }

  /** Waits until a user can type into it. */
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
