import * as v from 'valibot';

type Named<V> = Readonly<Record<string, V>>;

/**
 * Values under names that are not ours, each of one form: `v.record` would drop what is called `constructor`, `prototype` or
 * `__proto__`, unchecked, which here are names as any other.
 */
export function namedValues<V>(value: v.GenericSchema<unknown, V>): v.GenericSchema<unknown, Named<V>> {
  return v.pipe(
    v.custom<Named<unknown>>(
      isObject,
      ({ received }) => `Invalid type: Expected Object but received ${received}`,
    ),
    v.rawTransform<Named<unknown>, Named<V>>(({ dataset: { value: input }, addIssue, NEVER }) => {
      const read: [string, V][] = [];
      for (const [key, given] of Object.entries(input)) {
        const { success, output, issues } = v.safeParse(value, given);
        if (success) {
          read.push([key, output]);
          continue;
        }
        const [{ message, expected, path = [] }] = issues;
        addIssue({
          message,
          ...(expected !== null && { expected }),
          path: [{ type: 'object', origin: 'value', input: { ...input }, key, value: given }, ...path],
        });
        return NEVER;
      }
      // Defines each, also `__proto__`, and sets none.
      return Object.fromEntries(read);
    }),
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
