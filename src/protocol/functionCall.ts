import * as v from 'valibot';

/** A call the model asks for. Its output goes into the next request as an item `function_call_output`. */
export interface FunctionCall {
  readonly callId: string;
  readonly name: string;
  /** JSON, as the model wrote it: it may be wrong. */
  readonly arguments: string;
}

const functionCall = v.object({
  type: v.literal('function_call'),
  call_id: v.string(),
  name: v.string(),
  arguments: v.string(),
});

/** A finished item of an answer as the call it is; undefined for any other item. */
export function functionCallOf(item: unknown): FunctionCall | undefined {
  const read = v.safeParse(functionCall, item);
  if (!read.success) return undefined;
  return { callId: read.output.call_id, name: read.output.name, arguments: read.output.arguments };
}
