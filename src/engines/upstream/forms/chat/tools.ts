import type { ReceivedTool } from '../../../../protocol/clientEvents';
import { EngineError, type ModelSettings } from '../../../engine';
import { plainText } from '../../../../protocol/saidError';
import { isRecord } from '../json';

/** A tool of chat/completions. */
export interface ChatTool {
  readonly type: 'function';
  readonly function: Readonly<Record<string, unknown>> & { readonly name: string };
}

/** The fields of chat/completions that are about tools. */
export interface ChatTools {
  readonly tools?: readonly ChatTool[];
  readonly tool_choice?: unknown;
  readonly parallel_tool_calls?: boolean;
}

/**
 * A client's tools in the form of chat/completions. Functions are passed on. Tools that only their own server can
 * run (a web search, say) are not offered to the model, which then does without; a client that insists on one is
 * refused.
 */
export function chatTools({ tools, toolChoice, parallelToolCalls }: ModelSettings): ChatTools {
  const offered = tools.flatMap(functionOf);
  const names = new Set(offered.map(tool => tool.function.name));
  const choice = choiceOf(toolChoice, names);
  if (offered.length === 0) return {};
  return {
    tools: offered,
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...(parallelToolCalls === undefined ? {} : { parallel_tool_calls: parallelToolCalls }),
  };
}

function functionOf(tool: ReceivedTool): ChatTool[] {
  if (tool.type !== 'function' || !tool.name) return [];
  const { name, description, parameters, strict } = tool;
  const facts = {
    name,
    ...(typeof description === 'string' ? { description } : {}),
    parameters: isRecord(parameters) ? parameters : { type: 'object', properties: {} },
    ...(strict === true ? { strict } : {}),
  };
  return [{ type: 'function', function: facts }];
}

function choiceOf(choice: unknown, names: ReadonlySet<string>): unknown {
  if (choice === undefined || choice === 'auto') return undefined;
  if (choice === 'none') return names.size > 0 ? 'none' : undefined;
  if (choice === 'required') {
    if (names.size > 0) return 'required';
    throw refused('a tool call');
  }
  if (!isRecord(choice)) throw refused('this tool_choice');
  const { type, name, mode } = choice;
  if (type === 'function' && typeof name === 'string' && names.has(name)) {
    return { type: 'function', function: { name } };
  }
  // A list of allowed tools narrows what is offered; `auto` among them comes closest.
  if (type === 'allowed_tools') return mode === 'required' && names.size > 0 ? 'required' : undefined;
  throw refused(`the tool "${(plainText(name) ?? plainText(type) ?? '').slice(0, 80)}"`);
}

function refused(what: string): EngineError {
  return new EngineError(
    400,
    'unsupported_tool',
    `The request insists on ${what}, which this upstream cannot do: by chat/completions only tools of type "function" can be called.`,
  );
}
