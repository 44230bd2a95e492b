import { parse, type AnyNode, type MemberNode } from '@humanwhocodes/momoa';

/** A value of JSON, with where it stands in its text, in UTF-16 code units. */
export interface JsonValue {
  readonly start: number;
  readonly end: number;
  /** The members of an object; undefined for anything else. */
  readonly members: readonly JsonMember[] | undefined;
  readonly byName?: ReadonlyMap<string, JsonMember>;
  /** What a list holds; nothing for anything else. */
  readonly elements: readonly JsonValue[];
}

/** An object of JSON. */
export interface JsonObject extends JsonValue {
  readonly members: readonly JsonMember[];
  /** Of several members of one name the last one. */
  readonly byName: ReadonlyMap<string, JsonMember>;
}

/** A member of an object: from the quotation mark of its name to the end of its value. */
export interface JsonMember {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: JsonValue;
  /** The members of an object; none for anything else. */
  readonly inside: readonly JsonMember[];
}

/**
 * The object that a text of JSON is, with comments and commas at the end.
 * @returns undefined when the text is not sound, or no object
 */
export function jsonObject(text: string): JsonObject | undefined {
  try {
    const value = valueOf(parse(text, { mode: 'jsonc', allowTrailingCommas: true }).body);
    return isObject(value) ? value : undefined;
  } catch {
    // What it complains about is for whoever wrote the text; here it is only no JSON.
    return undefined;
  }
}

export function isObject(value: JsonValue): value is JsonObject {
  return value.members !== undefined;
}

/** All objects within a value in their order, itself as well if it is one. */
export function objectsIn(value: JsonValue): JsonObject[] {
  const found: JsonObject[] = [];
  const look = (each: JsonValue): void => {
    if (isObject(each)) found.push(each);
    for (const element of each.elements) look(element);
    for (const member of each.members ?? []) look(member.value);
  };
  look(value);
  return found;
}

/** Nothing that people write is nested deeper; a model may write anything. */
const deepest = 200;

function valueOf(node: AnyNode, depth = 0): JsonValue {
  if (depth > deepest) throw new RangeError('nested too deep');
  const start = node.loc.start.offset;
  const end = node.loc.end.offset;
  if (node.type !== 'Object') {
    const elements = node.type === 'Array' ? node.elements.map(({ value }) => valueOf(value, depth + 1)) : [];
    return { start, end, members: undefined, elements };
  }
  const members = node.members.map(member => memberOf(member, depth));
  const byName = new Map(members.map(member => [member.name, member]));
  return { start, end, members, byName, elements: [] };
}

function memberOf({ name, value, loc: { start } }: MemberNode, depth: number): JsonMember {
  const read = valueOf(value, depth + 1);
  const said = name.type === 'String' ? name.value : name.name;
  return { name: said, start: start.offset, end: read.end, value: read, inside: read.members ?? [] };
}
