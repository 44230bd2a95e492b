/** Where an entry of a list of models has its id, the likeliest first. */
const idFields = ['id', 'model', 'name', 'key', 'slug'];

/** Where a list stands, if it is not the whole answer. */
const listFields = ['data', 'models', 'items', 'result', 'model_list'];

/** Longest id that is taken for one, in UTF-16 code units. */
const longest = 300;

/**
 * The ids in a list of models, in its order, each once: OpenAI's `{data: [{id}]}`, a bare list (Together), `{models}`,
 * entries that are names (`["..."]`). Undefined when it is no list of models.
 */
export function modelIds(json: unknown): readonly string[] | undefined {
  const list = listOf(json);
  if (!list) return undefined;
  return [...new Set(list.flatMap(entry => idOf(entry) ?? []))];
}

/** Reads JSON as some servers write it, with a byte order mark in front; undefined when it is none. */
export function parseMarkedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function listOf(json: unknown): readonly unknown[] | undefined {
  if (isList(json)) return json;
  if (!isRecord(json)) return undefined;
  const found = listFields.map(field => json[field]).find(value => isList(value) || isRecord(value));
  return isList(found) ? found : isRecord(found) ? listOf(found) : undefined;
}

function idOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return isId(entry) ? entry : undefined;
  return isRecord(entry) ? idFields.map(field => entry[field]).find(isId) : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
