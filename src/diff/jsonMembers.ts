import { parse, type AnyNode, type MemberNode } from '@humanwhocodes/momoa';

/** A value of JSON, with where it stands in its text, in UTF-16 code units. */
export interface JsonValue {
  readonly start: number;
  readonly end: number;
  /** The members of an object; undefined for anything else. */
  readonly members: readonly JsonMember[] | undefined;
  /** What a list holds; nothing for anything else. */
  readonly elements: readonly JsonValue[];
}

/** An object of JSON. */
export interface JsonObject extends JsonValue {
  readonly members: readonly JsonMember[];
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

/** All objects within a value, itself as well if it is one. */
export function objectsIn(value: JsonValue): JsonObject[] {
  const inside = [...value.elements, ...(value.members ?? []).map(member => member.value)];
  return [...(isObject(value) ? [value] : []), ...inside.flatMap(objectsIn)];
}

function valueOf(node: AnyNode): JsonValue {
  const { start, end } = node.loc;
  const members = node.type === 'Object' ? node.members.map(memberOf) : undefined;
  const elements = node.type === 'Array' ? node.elements.map(({ value }) => valueOf(value)) : [];
  return { start: start.offset, end: end.offset, members, elements };
}

function memberOf({ name, value, loc: { start } }: MemberNode): JsonMember {
  const read = valueOf(value);
  const said = name.type === 'String' ? name.value : name.name;
  return { name: said, start: start.offset, end: read.end, value: read, inside: read.members ?? [] };
}
