import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { e2eHost } from './e2eHost';
import type { E2eWindow } from './e2eWindow';
import { openReplayedModel, type ReplayedModel } from './replayedModel';

/** What the model is called in these windows. */
export const modelName = 'replay';

/** A window with VS Code's own chat open, in front of a gateway that replays answers. Whoever opens it closes it. */
export class VsCodeChat {
  private watched = 0;

  private constructor(
    private readonly model: ReplayedModel,
    /** VS Code writes down there which models it knows. */
    private readonly modelsFile: string,
  ) {}

  static async open(
    answers: readonly Readonly<Record<string, unknown>>[],
    tokensPerSecond: number,
  ): Promise<VsCodeChat> {
    const host = e2eHost();
    const model = await openReplayedModel(host, answers, tokensPerSecond, {
      'chat.disableAIFeatures': false,
      'codexSpark.model': modelName,
    });
    await model.window.vscode.runCommand('Chat: Open Chat');
    return new VsCodeChat(
      model,
      path.resolve(host.settingsFile, '..', '..', 'User', 'chatLanguageModels.json'),
    );
  }

  async close(): Promise<void> {
    await rm(this.modelsFile, { force: true });
    await this.model.close();
  }

  get window(): E2eWindow {
    return this.model.window;
  }

  /** Where the user writes. */
  get input(): Locator {
    return this.page.locator('.interactive-session .chat-editor-container .monaco-editor').first();
  }

  /** The button that opens the list of models; it shows the one that is chosen. */
  get modelPicker(): Locator {
    return this.page.locator('.model-picker-item [role="button"]').first();
  }

  /** The rows of the list of models. */
  get models(): Locator {
    return this.page.locator('.action-widget .monaco-list-row');
  }

  /** Everything that was answered. */
  get answers(): Locator {
    return this.page.locator('.interactive-item-container.interactive-response');
  }

  /** Types a question and sends it. */
  async ask(question: string): Promise<void> {
    await this.input.click();
    // A participant that was asked stays in the line.
    await this.window.vscode.press('ControlOrMeta+A');
    await this.window.vscode.press('Backspace');
    await this.window.vscode.type(question);
    // The list of participants opens at an @ and would take the Enter.
    if (question.startsWith('@')) await this.window.vscode.press('Escape');
    await this.window.vscode.press('Enter');
  }

  /**
   * Watches the answers from now on.
   * @returns whether one was ever on screen that held the first text and not yet the second
   */
  async watchStreaming(first: string, second: string): Promise<() => Promise<boolean>> {
    const name = `hasStreamed${++this.watched}`;
    await this.page.evaluate(`(() => {
      globalThis.${name} = false;
      const look = () => {
        const text = [...document.querySelectorAll('.interactive-response')].at(-1)?.textContent ?? '';
        if (text.includes(${JSON.stringify(first)}) && !text.includes(${JSON.stringify(second)})) globalThis.${name} = true;
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    })()`);
    return async () => (await this.page.evaluate(`globalThis.${name}`)) === true;
  }

  /** Waits until the last answer holds the text, and nothing of it is under way any more. */
  async answered(text: string): Promise<void> {
    await this.answers.last().getByText(text).waitFor();
    await this.page.locator('.interactive-response.chat-response-loading').waitFor({ state: 'detached' });
  }

  /** Begins another conversation. */
  async startAnew(): Promise<void> {
    await this.page.locator('.part.auxiliarybar [role="button"][aria-label^="New Chat"]').first().click();
    await this.answers.first().waitFor({ state: 'detached' });
  }

  /** Writes the file in which VS Code keeps the models a user has added, and waits until VS Code goes by it. */
  async writeLanguageModels(text: string): Promise<void> {
    const { vscode } = this.window;
    await vscode.runCommand('Chat: Open Language Models (JSON)');
    const tab = this.page.locator('.tab.active[data-resource-name="chatLanguageModels.json"]');
    await tab.waitFor();
    const editor = this.page.locator('.editor-group-container.active .monaco-editor');
    await editor.locator('.view-lines').click();
    await vscode.press('ControlOrMeta+A');
    // Typed brackets would close themselves.
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await vscode.press('ControlOrMeta+V');
    await this.page.locator('.tab.active.dirty').waitFor();
    await vscode.save();
    await vscode.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'detached' });
    // A browser is not told of changes of this file; whoever opens the list has it read again.
    await vscode.runCommand('Chat: Manage Language Models');
    await this.page.getByText('Set BYOK utility models').first().waitFor({ state: 'attached' });
    await vscode.press('Escape');
  }

  private get page(): Page {
    return this.window.vscode.page;
  }
}
