import * as vscode from 'vscode';
import { askSession } from './askSession';
import { keptBackResults } from './keptBackResults';
import type { KnownPrefixes } from './knownPrefixes';
import { inputOf } from './messageText';
import type { ModelParts } from './modelParts';
import { callItem, toolCallPart, turnTools } from './toolParts';

/** What an answer is asked with. */
export interface AnswerParts extends ModelParts {
  /** What the session has been told already. */
  readonly known: KnownPrefixes;
  /** The most it may be long, in tokens, unless the caller says otherwise. */
  readonly maxOutputTokens: number;
}

/** Asks the session as VS Code's own chat, or another extension, asks the model. */
export async function answerAsModel(
  { known, maxOutputTokens, ...parts }: AnswerParts,
  messages: readonly vscode.LanguageModelChatRequestMessage[],
  { modelOptions, tools, toolMode }: vscode.ProvideLanguageModelChatResponseOptions,
  progress: vscode.Progress<vscode.LanguageModelResponsePart>,
  token: vscode.CancellationToken,
): Promise<void> {
  const kept = await keptBackResults(messages, parts);
  const wanted: unknown = modelOptions?.['maxOutputTokens'] ?? modelOptions?.['max_tokens'];
  await askSession(
    parts.session(),
    {
      lane: 'chat-native',
      instructions: '',
      input: inputOf(messages, kept),
      tools: turnTools(tools),
      toolChoice: toolMode === vscode.LanguageModelChatToolMode.Required ? 'required' : 'auto',
      maxOutputTokens: typeof wanted === 'number' && wanted >= 1 ? Math.floor(wanted) : maxOutputTokens,
    },
    known,
    text => progress.report(new vscode.LanguageModelTextPart(text)),
    token,
    calls => {
      const found = calls.map(toolCallPart);
      for (const part of found) progress.report(part);
      return found.map(callItem);
    },
  );
}
