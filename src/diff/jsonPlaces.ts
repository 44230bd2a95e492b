import { indentOf } from '../common/code/indent';
import type { JsonMember, JsonObject } from './jsonMembers';

/** A text of JSON and the object that it is. */
export interface JsonText {
  readonly text: string;
  readonly root: JsonObject;
}

/** White space and comments at a place. */
const between = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** Behind the comma that follows a member; undefined when none does. */
export function commaBehind(text: string, { end }: JsonMember): number | undefined {
  between.lastIndex = end;
  between.exec(text);
  const at = between.lastIndex;
  return text[at] === ',' ? at + 1 : undefined;
}

/** The white space that the line of a place begins with. */
export function indentAt(text: string, at: number): string {
  return indentOf(text.slice(text.lastIndexOf('\n', at - 1) + 1));
}

/** Whether nothing but white space stands in front of a place in its line. */
export function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** The end of the line of a place where only comments follow it there; undefined where more does. */
export function lineEndBehind(text: string, at: number): number | undefined {
  const end = text.indexOf('\n', at);
  const rest = text.slice(at, end < 0 ? text.length : end);
  return /^\s*(?:\/\*.*\*\/\s*)?(?:\/\/.*)?$/.test(rest) ? at + rest.length : undefined;
}

/** By how much a text is indented for each level: as its first member is, else two spaces. */
export function indentUnit({ text, root }: JsonText): string {
  const first = root.members[0];
  if (!first || !beginsLine(text, first.start)) return '  ';
  return indentAt(text, first.start).slice(indentAt(text, root.start).length) || '  ';
}
