import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import type { FunctionCall } from '../../protocol/functionCall';
import type { ResponseInputItem } from '../../protocol/wire';
import type { TurnTool } from '../../session/turns/turnTools';

/** Tools as VS Code hands them to a provider, as the session offers them to the model. */
export function turnTools(tools: readonly vscode.LanguageModelChatTool[] | undefined): TurnTool[] {
  return (tools ?? []).map(({ name, description, inputSchema }) => ({
    ...{ name, description },
    parameters: { type: 'object', properties: {}, ...inputSchema },
  }));
}

/**
 * A call of the model for VS Code, which runs the tool and asks again with what came of it.
 * @throws Error when the arguments are not what any tool takes
 */
export function toolCallPart({
  callId,
  name,
  arguments: text,
}: FunctionCall): vscode.LanguageModelToolCallPart {
  return new vscode.LanguageModelToolCallPart(callId, name, argumentsOf(name, text));
}

/** A call from an earlier answer, as input: as VS Code hands it back, and so as it is recognised. */
export function callItem({ callId, name, input }: vscode.LanguageModelToolCallPart): ResponseInputItem {
  return { type: 'function_call', call_id: callId, name, arguments: JSON.stringify(input) };
}

function argumentsOf(name: string, text: string): object {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw new Error(
    t(
      'The model called the tool {0} with arguments that are not a JSON object. Ask again.',
      name.slice(0, 100),
    ),
  );
}
