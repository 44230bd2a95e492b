import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { e2eHost } from './e2eHost';
import type { E2eWindow } from './e2eWindow';
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
    try {
      await chat.ready();
      assert.equal(await chat.page.locator('.turn, .answer, .queue li').count(), 0, 'nothing was said yet');
      return chat;
    } catch (error) {
      await chat.close();
      throw error;
    }
  }

  /** Leaves an empty conversation to whoever opens the chat next. */
  async close(): Promise<void> {
    await this.window.run('codexSpark.newChat');
    await this.model.close();
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
    await this.input.waitFor();
  }

  /** The answers in a state. */
  answers(status: string): Locator {
    return this.page.locator(`.answer[data-status="${status}"]`);
  }
}
