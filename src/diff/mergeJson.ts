import { indentOf } from '../common/code/indent';
import { isElision } from './elision';
import {
  isObject,
  jsonObject,
  objectsIn,
  type JsonMember,
  type JsonObject,
  type JsonValue,
} from './jsonMembers';
import { beginsLine, commaBehind, indentAt, indentUnit, lineEndBehind, type JsonText } from './jsonPlaces';
import { arePart } from './membersPart';
import { cannotTell } from './mergeCode';
import { applyEdits, type TextEdit } from './textEdit';
import { severalOf } from './unitPlaces';

/** The languages of VS Code that are JSON, with or without comments. */
const languages: ReadonlySet<string> = new Set(['json', 'jsonc', 'snippets']);

export const isJson = (languageId: string): boolean => languages.has(languageId);

/**
 * A file of JSON with a block merged into it, which has some of its members, with or without the braces around them. A member takes the
 * place of the one of its name; a new one goes behind the one before it, with the commas that it takes. An object of
 * which the block has at most half of the members, or leaves some out by a line that says so, is merged in the same way, as is one with such an
 * object in it; any other value is taken as it is. Comments of the file stay.
 * @param file lines without line breaks
 * @param block lines without line breaks, without blank ones at its end
 * @returns undefined when one of the two is no object that can be read, or members of several objects may be meant; then it goes by its lines
 * @throws CannotFit when a line stands for something that cannot be told, or new members may belong to several objects
 */
export function mergeJson(file: readonly string[], block: readonly string[]): string[] | undefined {
  const text = file.join('\n');
  const root = jsonObject(text);
  const part = root && readBlock(block);
  if (!root || !part || part.root.members.length === 0) return undefined;
  const merger = new JsonMerger({ text, root }, part);
  if (part.hasBraces && merger.isWhole(root, part.root)) return [...block, ''];
  const home = part.hasBraces ? root : homeIn({ text, root }, part);
  if (!home) return undefined;
  merger.merge(home, part.root);
  return applyEdits(text, merger.sorted()).split('\n');
}

interface Part extends JsonText {
  readonly hasBraces: boolean;
  /** The lines that stand for what is left out, and where they stood. */
  readonly gaps: readonly { readonly at: number; readonly line: string }[];
}

/** A block without the lines that stand for what is left out. */
function readBlock(block: readonly string[]): Part | undefined {
  for (const hasBraces of [true, false]) {
    const lines = hasBraces ? block : ['{', ...block, '}'];
    const gaps: { at: number; line: string }[] = [];
    let at = 0;
    const kept = lines.map((line, index) => {
      const isGap = isElision(line);
      if (isGap) gaps.push({ at, line });
      const left = isGap ? commaAround(lines, index) : line;
      at += left.length + 1;
      return left;
    });
    const text = kept.join('\n');
    const root = jsonObject(text);
    if (root) return { text, root, hasBraces, gaps };
  }
  return undefined;
}

/** The comma that is not there between the members around a line. */
function commaAround(lines: readonly string[], index: number): '' | ',' {
  const isMissing =
    lines[index + 1]?.trimStart().startsWith('"') && !/[{[,]\s*$/.test(lines[index - 1] ?? '{');
  return isMissing ? ',' : '';
}

/**
 * The object of a file that members without braces belong to: of those that have members of these names the one whose values are the most
 * like theirs, else that at the top. Undefined when several inside are alike in this.
 */
function homeIn({ text, root }: JsonText, part: Part): JsonObject | undefined {
  const [first] = part.root.members;
  const objects = objectsIn(root);
  const likeness = objects.map(object => likenessOf({ text, root: object }, part));
  const most = likeness.reduce((a, b) => Math.max(a, b), 0);
  if (most > 0) {
    const likeliest = objects.filter((_, index) => likeness[index] === most);
    return likeliest[0] === root || likeliest.length === 1 ? likeliest[0] : undefined;
  }
  const indent = first ? indentAt(part.text, first.start) : '';
  // New ones go by how deep they are indented.
  const beside = objects.filter(
    ({ members: [member] }) => member !== undefined && indentAt(text, member.start) === indent,
  );
  if (beside.length > 1) throw severalOf({ key: first?.name });
  return beside[0] ?? root;
}

/** How much an object is like a part: its names, and the lines that longer values have in common; 0 without a name in common. */
function likenessOf({ text, root }: JsonText, part: JsonText): number {
  let likeness = 0;
  const few = root.byName.size < part.root.byName.size ? root : part.root;
  for (const name of few.byName.keys()) {
    const [own, shown] = [root.byName.get(name), part.root.byName.get(name)];
    if (!own || !shown) continue;
    const lines = new Set(linesOf(text, own.value));
    const shared = linesOf(part.text, shown.value).filter(line => lines.has(line));
    // That a value of one line is the same says nothing: one that is shown is to be another.
    likeness += 1 + (lines.size > 1 ? shared.length : 0);
  }
  return likeness;
}

function linesOf(text: string, { start, end }: JsonValue): readonly string[] {
  const lines = text.slice(start, end).split('\n');
  return lines.map(line => line.trim().replace(/,$/, ''));
}

/** The first of some places, in their order, that is behind another one. */
function firstBehind<Place extends { readonly at: number }>(
  places: readonly Place[],
  start: number,
): Place | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  return places[low];
}

class JsonMerger {
  private readonly edits: TextEdit[] = [];
  private readonly unit: string;

  constructor(
    private readonly file: JsonText,
    private readonly block: Part,
  ) {
    this.unit = indentUnit(file);
  }

  sorted(): TextEdit[] {
    return this.edits.toSorted((a, b) => a.offset - b.offset);
  }

  /** Whether a block has all members of the file, and leaves nothing out in them. */
  isWhole(root: JsonObject, part: JsonObject): boolean {
    return (
      this.gapIn(part) === undefined &&
      root.members.every(({ name, value: old }) => {
        const value = part.byName.get(name)?.value;
        return value && !(isObject(old) && isObject(value) && this.isPart(old, value));
      })
    );
  }

  merge(object: JsonObject, part: JsonObject): void {
    const added = new Map<JsonMember | undefined, JsonMember[]>();
    let behind = object.members.at(-1);
    for (const member of part.members) {
      const own = object.byName.get(member.name);
      if (own) {
        this.replace(own, member);
        behind = own;
      } else {
        const others = added.get(behind);
        if (others) others.push(member);
        else added.set(behind, [member]);
      }
    }
    for (const [before, members] of added) {
      if (before) this.addBehind(before, members);
      else this.fill(object, members);
    }
  }

  private replace(own: JsonMember, member: JsonMember): void {
    const { value } = member;
    if (isObject(own.value) && isObject(value) && this.isPart(own.value, value)) {
      this.merge(own.value, value);
      return;
    }
    this.refuseGaps(value);
    const text = this.moved(value, member, indentAt(this.file.text, own.start));
    const { start, end } = own.value;
    this.edits.push({ offset: start, length: end - start, text });
  }

  /** Whether an object of the block has only some of the members that are meant to be there. */
  private isPart(old: JsonObject, object: JsonObject): boolean {
    return this.gapIn(object) !== undefined || arePart(old.members, object.members);
  }

  private addBehind(before: JsonMember, members: readonly JsonMember[]): void {
    const { text } = this.file;
    const comma = commaBehind(text, before);
    if (comma === undefined) this.edits.push({ offset: before.end, length: 0, text: ',' });
    const lineEnd = lineEndBehind(text, comma ?? before.end);
    const indent = lineEnd === undefined ? ' ' : `\n${indentAt(text, before.start)}`;
    const last = comma === undefined ? '' : ',';
    const added = this.listed(members, indentAt(text, before.start), indent, last);
    this.edits.push({ offset: lineEnd ?? comma ?? before.end, length: 0, text: added });
  }

  /** New members in an object that has none. */
  private fill({ start, end }: JsonObject, members: readonly JsonMember[]): void {
    const { text } = this.file;
    const indent = indentAt(text, start);
    const inner = indent + this.unit;
    const isBlank = text.slice(start + 1, end - 1).trim() === '';
    const added = this.listed(members, inner, `\n${inner}`, '') + (isBlank ? `\n${indent}` : '');
    this.edits.push({ offset: start + 1, length: isBlank ? end - start - 2 : 0, text: added });
  }

  /** Members of the block with the comments above and behind them. */
  private listed(members: readonly JsonMember[], indent: string, before: string, last: string): string {
    return members
      .map((member, index) => {
        this.refuseGaps(member.value);
        const comma = index < members.length - 1 ? ',' : last;
        const text = this.moved(member, member, indent) + comma;
        if (!before.startsWith('\n')) return before + text;
        const lines = [...this.commentsAbove(member), text + this.commentBehind(member)];
        return lines.map(line => before + line).join('');
      })
      .join('');
  }

  private commentsAbove({ start }: JsonMember): string[] {
    const { text } = this.block;
    if (!beginsLine(text, start)) return [];
    const found: string[] = [];
    for (let end = text.lastIndexOf('\n', start); end > 0;) {
      const begin = text.lastIndexOf('\n', end - 1);
      const line = text.slice(begin + 1, end).trim();
      if (!/^(?:\/\/|\/\*.*\*\/$)/.test(line)) break;
      found.unshift(line);
      end = begin;
    }
    return found;
  }

  private commentBehind(member: JsonMember): string {
    const { text } = this.block;
    const at = commaBehind(text, member) ?? member.end;
    return /^[ \t]*\/\/.*/.exec(text.slice(at))?.[0] ?? '';
  }

  /** A part of a member of the block, its lines indented as where it goes. */
  private moved(
    { start, end }: Pick<JsonValue, 'start' | 'end'>,
    member: JsonMember,
    indent: string,
  ): string {
    const { text } = this.block;
    const [first = '', ...rest] = text.slice(start, end).split('\n');
    const had = indentAt(text, member.start);
    const depths = rest.map(line => (line.startsWith(had) ? indentOf(line).length - had.length : 0));
    const step = Math.min(...depths.filter(depth => depth > 0));
    const lines = rest.map((line, index) => {
      if (!line.startsWith(had)) return line;
      const depth = (depths[index] ?? 0) / step;
      const inner = indentOf(line.slice(had.length));
      const wanted = Number.isInteger(depth) ? this.unit.repeat(depth) : inner;
      return indent + wanted + line.slice(had.length + inner.length);
    });
    return [first, ...lines].join('\n');
  }

  /** What stands within a value for what is left out: a line, or a comment that is all of an object or a list. */
  private gapIn({ start, end, members = [], elements }: JsonValue): string | undefined {
    const gap = firstBehind(this.block.gaps, start);
    if (gap && gap.at < end) return gap.line;
    const inside = this.block.text.slice(start + 1, end - 1);
    if (isElision(inside)) return inside;
    const values = [...elements, ...members.map(({ value }) => value)];
    return values.map(value => this.gapIn(value)).find(each => each !== undefined);
  }

  private refuseGaps(value: JsonValue): void {
    const gap = this.gapIn(value);
    if (gap !== undefined) throw cannotTell(gap);
  }
}
