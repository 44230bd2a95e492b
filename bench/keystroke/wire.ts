import * as v from 'valibot';

/** What the endpoint's process is asked: where it is, what it did since it was asked last, or to behave like this. */
export const question = v.variant('kind', [
  v.object({ kind: v.literal('facts') }),
  v.object({ kind: v.literal('marks') }),
  v.object({
    kind: v.literal('conduct'),
    pace: v.object({ firstTokenMs: v.number(), tokensPerSecond: v.number() }),
    /** Statements in an answer, each on a line. */
    statements: v.number(),
  }),
]);

/** The answer to `facts`. */
export const facts = v.object({ port: v.number(), settings: v.record(v.string(), v.unknown()) });

/** The answer to `marks`, and what the probe in the extension host answers. */
export const marks = v.array(v.object({ what: v.string(), at: v.number(), bytes: v.optional(v.number()) }));

/** Characters left of the cursor in its line, without the indentation; as the bare provider counts. */
export function columnOf(prefix: string): number {
  return prefix.slice(prefix.lastIndexOf('\n') + 1).trimStart().length;
}
