import * as vscode from 'vscode';
import type { ResponseInputItem } from '../../protocol/wire';

/** Messages as VS Code hands them to a provider, as the session's input. Empty ones are left out. */
export function inputOf(
  messages: readonly Pick<vscode.LanguageModelChatRequestMessage, 'role' | 'content'>[],
): ResponseInputItem[] {
  return messages.flatMap(({ role, content }): ResponseInputItem[] => {
    const text = content.map(partText).join('');
    return text === '' ? [] : [{ role: roleOf(role), content: text }];
  });
}

/** VS Code knows more roles inside than it tells extensions of: a third one is the system's. */
function roleOf(role: vscode.LanguageModelChatMessageRole): 'user' | 'assistant' | 'developer' {
  if (role === vscode.LanguageModelChatMessageRole.Assistant) return 'assistant';
  return role === vscode.LanguageModelChatMessageRole.User ? 'user' : 'developer';
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
    throw new Error(`This model reads text only, no ${part.mimeType}.`);
  }
  return '';
}
