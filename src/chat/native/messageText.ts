import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import type { ResponseInputItem } from '../../protocol/wire';
import { callItem } from './toolParts';

type Message = Pick<vscode.LanguageModelChatRequestMessage, 'role' | 'content'>;

/**
 * Messages as VS Code hands them to a provider, as the session's input. Empty ones are left out.
 * @param kept results of tools that are not sent, by the ids of their calls, and why
 */
export function inputOf(
  messages: readonly Message[],
  kept: ReadonlyMap<string, string> = new Map(),
): ResponseInputItem[] {
  return messages.flatMap(message => itemsOf(message, kept));
}

/** The text of a message is one item, wherever in it calls and their results stand. */
function itemsOf({ role, content }: Message, kept: ReadonlyMap<string, string>): ResponseInputItem[] {
  const text = content.map(part => (isToolPart(part) ? '' : partText(part))).join('');
  const tools = content.filter(isToolPart).map(part => toolItem(part, kept));
  const said: ResponseInputItem[] = text === '' ? [] : [{ role: roleOf(role), content: text }];
  // What came of a call follows the call at once; what the user adds comes after it.
  return role === vscode.LanguageModelChatMessageRole.Assistant ? [...said, ...tools] : [...tools, ...said];
}

function toolItem(
  part: vscode.LanguageModelToolCallPart | vscode.LanguageModelToolResultPart,
  kept: ReadonlyMap<string, string>,
): ResponseInputItem {
  if (part instanceof vscode.LanguageModelToolCallPart) return callItem(part);
  return {
    type: 'function_call_output',
    call_id: part.callId,
    output: kept.get(part.callId) ?? partText(part),
  };
}

/** VS Code knows more roles inside than it tells extensions of: a third one is the system's. */
function roleOf(role: vscode.LanguageModelChatMessageRole): 'user' | 'assistant' | 'developer' {
  if (role === vscode.LanguageModelChatMessageRole.Assistant) return 'assistant';
  return role === vscode.LanguageModelChatMessageRole.User ? 'user' : 'developer';
}

function isToolPart(
  part: unknown,
): part is vscode.LanguageModelToolCallPart | vscode.LanguageModelToolResultPart {
  return (
    part instanceof vscode.LanguageModelToolCallPart || part instanceof vscode.LanguageModelToolResultPart
  );
}

/**
 * One part of a message as text.
 * @throws Error for pictures and the like, which the model does not read
 */
export function partText(part: unknown): string {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelToolResultPart) return part.content.map(partText).join('\n');
  if (part instanceof vscode.LanguageModelToolCallPart) return `[${part.name} ${JSON.stringify(part.input)}]`;
  if (part instanceof vscode.LanguageModelDataPart) {
    if (/^text\/|[/+]json$/.test(part.mimeType)) return new TextDecoder().decode(part.data);
    // Marks that VS Code sets for providers that cache; nothing to read.
    if (!/^(image|audio|video|application\/pdf)/.test(part.mimeType)) return '';
    throw new Error(t('This model reads text only, no {0}.', part.mimeType));
  }
  return '';
}
