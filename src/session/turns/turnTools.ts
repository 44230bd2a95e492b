import type { ResponseCreate } from '../../protocol/wire';

/** A function that the model may ask its caller to run. */
export interface TurnTool {
  readonly name: string;
  /** What it does and when to call it, for the model. */
  readonly description: string;
  /** JSON schema of its arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
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
