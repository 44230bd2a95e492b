import { t } from '../common/l10n';
import { codeOf, type Code } from './codeShape';
import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { counterpartsIn } from './counterparts';
import { isElision } from './elision';
import { indentedLike } from './indentedLike';
import { mergedImport } from './mergedImport';
import { mergedLeading } from './mergedLeading';
import { similarLines } from './similarLines';
import { CannotFit, UnitPlaces, type UnitPlace } from './unitPlaces';

/**
 * A file with a block of code merged into it by the names of its definitions: each takes the place of the one that the
 * file has, at any depth; a new one goes behind the one before it, a new method into the class of that one, or into the only one. Lines that stand for code left out are filled from
 * the file. Nothing that the block does not name is lost at the top level.
 * @param file lines without line breaks
 * @param block lines without line breaks, without blank ones at its end
 * @param languageId of VS Code; empty when it is not known
 * @returns undefined when the block has no definition to go by, or the file none
 * @throws CannotFit when it cannot be told what a line stands for, or which definition is meant
 */
export function mergeCode(
  file: readonly string[],
  block: readonly string[],
  languageId: string,
): string[] | undefined {
  const [fileCode, blockCode] = [codeOf(file, languageId), codeOf(block, languageId)];
  // A file may hold such a line itself.
  const own = new Set(fileCode.shape.filter(isElision).map(line => line.trim()));
  const keep = (line: string): boolean => own.has(line.trim());
  const merger = new Merger(fileCode, blockCode, languageId, keep);
  const old = codeUnits(fileCode.shape, 0, file.length, keep);
  const units = codeUnits(blockCode.shape, 0, block.length, keep);
  const places = new UnitPlaces({ units: old, code: fileCode, keep }, { units, code: blockCode });
  const isKnown = (unit: CodeUnit): boolean => isDefinition(unit) && places.of(unit) !== undefined;
  if (!units.some(isDefinition) || !(old.some(isDefinition) || units.some(isKnown))) {
    return units.some(isGap) ? [...merger.filled(old, units, 'statements'), ''] : undefined;
  }
  const find = counterpartsIn(units, blockCode);
  const isWhole = merger.leftOut({ start: 0, end: block.length }) === undefined;
  // A file in one piece may hold another one of its kind, which is meant.
  const [first] = units;
  const isInside = old.length === 1 && first !== undefined && places.of(first)?.within !== undefined;
  if (isWhole && !isInside && old.every(unit => find(unit, fileCode).length > 0)) return [...block, ''];
  return merger.top(units, places);
}

const isDefinition = ({ kind }: CodeUnit): boolean => kind === 'definition';
const isGap = ({ kind }: CodeUnit): boolean => kind === 'elision';

type Lines = Pick<CodeUnit, 'start' | 'end'>;

class Merger {
  private readonly file: readonly string[];
  private readonly block: readonly string[];

  constructor(
    private readonly fileCode: Code,
    private readonly blockCode: Code,
    private readonly languageId: string,
    private readonly keep: (line: string) => boolean,
  ) {
    this.file = fileCode.lines;
    this.block = blockCode.lines;
  }

  /** The first line of a part of the block that stands for code left out. */
  leftOut({ start, end }: Lines): string | undefined {
    return this.blockCode.shape.slice(start, end).find(line => isElision(line) && !this.keep(line));
  }

  /** All of the file stays; what the block has goes where it belongs. */
  top(units: readonly CodeUnit[], places: UnitPlaces): string[] {
    const { block } = this;
    const replaced = new Map<CodeUnit, readonly string[]>();
    const added = new Map<CodeUnit | undefined, string[]>();
    /** Pieces that belong inside a definition of the file, by that. */
    const inside = new Map<CodeUnit, CodeUnit[]>();
    let previous: CodeUnit | undefined;
    /** The method that came right before. */
    let method: UnitPlace | undefined;
    for (const [index, unit] of units.entries()) {
      if (isGap(unit)) continue;
      const place = places.of(unit);
      const merged = place && this.merged(place.unit, unit);
      // Only one takes a place: another one that means the same is new, unless it is the same.
      const takes = merged && isSame(replaced.get(place.unit) ?? merged, merged);
      const home = takes ? place : places.homeOf(unit, place ?? method);
      method = home?.within ? home : undefined;
      if (home?.within) inside.set(home.within, [...(inside.get(home.within) ?? []), unit]);
      if (takes) {
        replaced.set(place.unit, merged);
        if (!place.within) previous = place.unit;
        continue;
      }
      this.refuseGaps(unit);
      const behind = home?.unit ?? places.lastImportFor(unit) ?? previous ?? places.beforeNext(index);
      const lines = added.get(behind) ?? [];
      const blanks = unit.start === 0 ? [''] : blanksBefore(block, unit.start);
      if (behind ? unit.kind !== 'import' : lines.length > 0) append(lines, blanks);
      append(lines, this.indented(home?.unit, unit));
      added.set(behind, lines);
    }
    // What holds them may be in the block as well: then they belong into the new one.
    const later = [...inside].flatMap(([around, pieces]) => (replaced.has(around) ? pieces : []));
    return later.reduce<string[]>(
      (lines, { start, end }) => mergeCode(lines, block.slice(start, end), this.languageId) ?? lines,
      this.assembled(replaced, added),
    );
  }

  /** One level of code in which lines stand for what is left out. */
  filled(old: readonly CodeUnit[], units: readonly CodeUnit[], what: 'members' | 'statements'): string[] {
    const { file, block, fileCode, blockCode } = this;
    const find = counterpartsIn(old, fileCode);
    const same = counterpartsIn(units, blockCode);
    const indexOf = new Map(old.map((unit, index) => [unit, index]));
    const matches = units.map(unit => {
      const found = isGap(unit) ? [] : find(unit, blockCode);
      if (found.length < 2) return found[0];
      // Several of one name: in the order in which they stand.
      const own = unit.kind === 'definition' ? same(unit, blockCode) : [];
      return own.length === found.length ? found[own.indexOf(unit)] : undefined;
    });
    const taken = new Set(matches);
    const lines: string[] = [];
    let next = 0;
    const copyTo = (end: number): void => {
      for (; next < end; next++) {
        const unit = old[next];
        if (unit && !taken.has(unit))
          append(lines, blanksBefore(file, unit.start), file.slice(unit.start, unit.end));
      }
    };
    for (const [index, unit] of units.entries()) {
      const match = matches[index];
      const at = match && indexOf.get(match);
      if (isGap(unit)) {
        const coming = matches.slice(index).find(each => each !== undefined);
        copyTo((coming && indexOf.get(coming)) ?? old.length);
      } else if (match && at !== undefined) {
        // Members that are not mentioned between two others stay.
        if (what === 'members') copyTo(at);
        append(lines, blanksBefore(file, match.start), this.merged(match, unit));
        next = Math.max(next, at + 1);
      } else {
        this.refuseGaps(unit);
        const beside = matches.slice(0, index).findLast(each => each) ?? old.findLast(isDefinition) ?? old[0];
        const former = old[next];
        if (former && !taken.has(former) && this.isVersion(former, unit)) next++;
        append(lines, blanksBefore(block, unit.start), this.indented(beside, unit));
      }
    }
    if (what === 'members') copyTo(old.length);
    return lines;
  }

  /** A piece of the block in the place of a piece of the file. */
  private merged(old: CodeUnit, unit: CodeUnit): string[] {
    const { file, block, fileCode, blockCode } = this;
    if (unit.kind === 'import') {
      return mergedImport(file.slice(old.start, old.end), block.slice(unit.start, unit.end));
    }
    const indent = (start: number, end: number): readonly string[] => this.indented(old, unit, start, end);
    const leading = mergedLeading(file.slice(old.start, old.head), indent(unit.start, unit.head));
    const gap = this.leftOut(unit);
    if (gap === undefined) {
      const code = indent(unit.head, unit.end);
      return [...leading, ...separated(code, file.slice(old.head, old.end))];
    }
    const inside = bodyOf(blockCode.shape, unit);
    const units = codeUnits(blockCode.shape, inside.start, inside.end, this.keep);
    const oldInside = bodyOf(fileCode.shape, old);
    const olds = codeUnits(fileCode.shape, oldInside.start, oldInside.end, this.keep);
    if (!units.some(each => this.leftOut(each) !== undefined)) throw cannotTell(gap);
    const members = olds.some(each => isDefinition(each) && each.end - each.head > 1);
    return [
      ...leading,
      ...indent(unit.head, inside.start),
      ...this.filled(olds, units, members ? 'members' : 'statements'),
      ...indent(inside.end, unit.end),
    ];
  }

  /** The file with some of its pieces replaced, which may stand inside others, and new ones behind some. */
  private assembled(
    replaced: ReadonlyMap<CodeUnit, readonly string[]>,
    added: ReadonlyMap<CodeUnit | undefined, readonly string[]>,
  ): string[] {
    // Nothing may stand in front of the line that names the interpreter.
    const top = this.file[0]?.startsWith('#!') ? 1 : 0;
    const changes = [
      ...[...replaced].map(([{ start, end }, lines]) => ({ start, end, lines })),
      ...[...added].map(([unit, lines]) =>
        unit ? { start: unit.end, end: unit.end, lines } : { start: top, end: top, lines: [...lines, ''] },
      ),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
    const lines: string[] = [];
    let at = 0;
    for (const change of changes) {
      // The piece around it was replaced too.
      if (change.start < at) continue;
      append(lines, this.file.slice(at, change.start), change.lines);
      at = change.end;
    }
    append(lines, this.file.slice(at));
    return lines;
  }

  /** Lines of a piece of the block, all of it if not said otherwise, indented like one of the file. */
  private indented(
    old: CodeUnit | undefined,
    unit: CodeUnit,
    start = unit.start,
    end = unit.end,
  ): readonly string[] {
    const { fileCode, blockCode, block } = this;
    return old ? indentedLike(fileCode, old, blockCode, unit, start, end) : block.slice(start, end);
  }

  /** Whether a statement of the block is one of the file changed a little. */
  private isVersion(old: CodeUnit, unit: CodeUnit): boolean {
    const textOf = (lines: readonly string[], { start, end }: CodeUnit): string =>
      lines.slice(start, end).join('\n');
    return (
      old.kind === 'statement' &&
      unit.kind === 'statement' &&
      similarLines(textOf(this.file, old), textOf(this.block, unit))
    );
  }

  private refuseGaps(unit: CodeUnit): void {
    const gap = this.leftOut(unit);
    // Three dots are a body in Python.
    if (gap !== undefined && gap.trim() !== '...') throw cannotTell(gap);
  }
}

/** Code with the comma behind it that the lines have in whose place it comes, in a list of members. */
function separated(code: readonly string[], old: readonly string[]): readonly string[] {
  const last = code.at(-1) ?? '';
  const isListed = old.at(-1)?.trimEnd().endsWith(',') === true;
  return isListed && !/[,;]\s*$/.test(last) && /[)\]}]\s*$/.test(last)
    ? [...code.slice(0, -1), `${last.trimEnd()},`]
    : code;
}

function cannotTell(gap: string): CannotFit {
  return new CannotFit(
    t(
      'The code leaves something out ("{0}"), and the file does not tell what. Ask for the whole code.',
      gap.trim(),
    ),
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\n') === b.join('\n');
}

function blanksBefore(lines: readonly string[], start: number): readonly string[] {
  let at = start;
  while (at > 0 && lines[at - 1]?.trim() === '') at--;
  return at === 0 ? [] : lines.slice(at, start);
}

/** There may be more lines than a call takes arguments. */
function append(lines: string[], ...more: readonly (readonly string[])[]): void {
  for (const some of more) for (const line of some) lines.push(line);
}
