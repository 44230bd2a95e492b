import * as v from 'valibot';

/** What stands in for a required value that cannot be used. What is not here is left out, with what needs it. */
const standIns: Readonly<Record<string, () => unknown>> = {
  at: () => 0,
  text: () => '',
  parts: () => [{ text: '' }],
  context: () => [],
  actions: () => [],
  level: () => 'info',
  status: () => 'stopped',
};

/** More faults than this are no accident. */
const mostRounds = 2_000;

type Issue = v.BaseIssue<unknown>;
type Container = Record<string, unknown> | unknown[];

/**
 * A value as a schema wants it. What is too long is cut, what cannot be used is replaced or left out, and all else
 * stays: what was kept of a conversation is worth more than its form. Undefined when nothing can be saved.
 */
export function fitted<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): v.InferOutput<S> | undefined {
  let result = v.safeParse(schema, value, { abortEarly: true });
  const draft = { value: result.success ? value : structuredClone(value) };
  // Every round mends or removes one thing that is there.
  for (let round = 0; !result.success && round < mostRounds; round++) {
    mend(draft, result.issues[0]);
    result = v.safeParse(schema, draft.value, { abortEarly: true });
  }
  return result.success ? result.output : undefined;
}

function mend(draft: { value: unknown }, issue: Issue): void {
  const keys = issue.path?.map(({ key }) => key) ?? [];
  const holders: Container[] = [draft];
  let at: unknown = draft.value;
  for (const key of keys) {
    if (!isContainer(at)) break;
    holders.push(at);
    at = valueAt(at, key);
  }
  for (const [depth, holder] of [...holders.entries()].reverse()) {
    const key = depth === 0 ? 'value' : keys[depth - 1];
    const isPlace = depth === holders.length - 1;
    if (isPlace && cut(holder, key, issue)) return;
    if (Array.isArray(holder)) {
      if (!(Number(key) < holder.length)) continue;
      holder.splice(Number(key), 1);
      return;
    }
    const standIn = standIns[String(key)];
    // What is missing can only be left out with what it belongs to.
    if (standIn ?? valueAt(holder, key) !== undefined) return put(holder, key, standIn?.());
  }
  draft.value = undefined;
}

/** Cuts a text or a list that is only too long; returns whether it was that. */
function cut(holder: Container, key: unknown, issue: Issue): boolean {
  const value = valueAt(holder, key);
  const most = 'requirement' in issue ? issue.requirement : undefined;
  if (issue.type !== 'max_length' || typeof most !== 'number') return false;
  if (typeof value !== 'string' && !Array.isArray(value)) return false;
  put(holder, key, value.slice(0, most));
  return true;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function valueAt(holder: Container, key: unknown): unknown {
  return Array.isArray(holder) ? holder[Number(key)] : holder[String(key)];
}

function put(holder: Container, key: unknown, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (value === undefined) Reflect.deleteProperty(holder, String(key));
  else holder[String(key)] = value;
}
