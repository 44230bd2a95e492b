import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { estimateTokens } from '../../common/tokenEstimate';
import { KnownPrefixes } from './knownPrefixes';
import { partText } from './messageText';
import type { ModelParts } from './modelParts';
import { TokenCounts } from './tokenCounts';

/** The vendor under which VS Code and other extensions find the model, as package.json contributes it. */
export const vendor = 'codex-spark';

/** A bound for models that do not tell theirs, in tokens. */
const mostOutput = 16_384;

/** The endpoint's model for VS Code's own chat and for other extensions, over the one session. */
export class ModelProvider implements vscode.LanguageModelChatProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly known = new KnownPrefixes();
  private readonly counts = new TokenCounts(estimateTokens);
  private told: string | undefined;
  readonly onDidChangeLanguageModelChatInformation = this.changed.event;

  constructor(private readonly parts: ModelParts) {}

  /**
   * Something about the connection has changed, or all has just been registered. VS Code is told when that is another
   * model, and the first time: it asks no provider by itself before somebody opens its list of models, and its chat
   * offers only what it has asked for.
   */
  connectionChanged(): void {
    const facts = this.facts();
    if (facts !== this.told) this.changed.fire();
    this.told = facts;
  }

  provideLanguageModelChatInformation(): vscode.LanguageModelChatInformation[] {
    const name = this.parts.endpointName();
    this.told = this.facts();
    if (name === '') return [];
    const all = this.parts.contextTokens();
    const maxOutputTokens = Math.min(mostOutput, Math.floor(all / 4));
    return [
      {
        ...{ id: name, name, family: name, version: '1' },
        detail: 'Codex Spark',
        tooltip: t('{0}, over the session of Codex Spark Live', name),
        ...{ maxInputTokens: all - maxOutputTokens, maxOutputTokens },
        // Without tools the chat of VS Code does not offer a model to its agent, the mode it starts in.
        capabilities: { imageInput: false, toolCalling: true },
      },
    ];
  }

  async provideLanguageModelChatResponse(
    { maxOutputTokens }: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    // Loaded when it is first asked.
    const { answerAsModel } = await import('./answerAsModel');
    await answerAsModel(
      { ...this.parts, known: this.known, maxOutputTokens },
      messages,
      options,
      progress,
      token,
    );
  }

  provideTokenCount(
    _model: vscode.LanguageModelChatInformation,
    text: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    const parts = typeof text === 'string' ? [text] : text.content.map(partText);
    return Promise.resolve(parts.reduce((sum, part) => sum + this.counts.of(part), 0));
  }

  dispose(): void {
    this.changed.dispose();
  }

  private facts(): string {
    return `${this.parts.endpointName()} ${this.parts.contextTokens()}`;
  }
}
