import * as v from 'valibot';
import type { ResponseCreate } from '../protocol/wire';

/** A function that the model may ask its caller to run. */
export interface TurnTool {
  readonly name: string;
  /** What it does and when to call it, for the model. */
  readonly description: string;
  /** JSON schema of its arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A call the model asks for. Its output goes into the next request as an item `function_call_output`. */
export interface FunctionCall {
  readonly callId: string;
  readonly name: string;
  /** JSON, as the model wrote it: it may be wrong. */
  readonly arguments: string;
}

/** The fields of a request that offer tools; none without tools, because not every server knows them. */
export function toolFields(
  tools: readonly TurnTool[] | undefined,
  choice: 'auto' | 'required' | undefined,
): Pick<ResponseCreate, 'tools' | 'tool_choice'> {
  if (!tools || tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      ...{ type: 'function', name, description, parameters: { ...parameters } },
      // A strict schema may leave nothing open; those of other people's tools do.
      strict: false,
    })),
    tool_choice: choice ?? 'auto',
  };
}

const functionCall = v.object({
  type: v.literal('function_call'),
  call_id: v.string(),
  name: v.string(),
  arguments: v.string(),
});

/** A finished item of the answer as the call it is; undefined for any other item. */
export function functionCallOf(item: unknown): FunctionCall | undefined {
  const read = v.safeParse(functionCall, item);
  if (!read.success) return undefined;
  return { callId: read.output.call_id, name: read.output.name, arguments: read.output.arguments };
}
