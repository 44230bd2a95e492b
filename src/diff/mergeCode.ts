import { t } from '../common/l10n';
import { shapedCode, type Code } from './codeShape';
import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { counterpartsIn } from './counterparts';
import { DataParts } from './dataPart';
import { isElision } from './elision';
import { indentedLike } from './indentedLike';
import { isNestedTooDeep } from './nestedTooDeep';
import { mergedImport } from './mergedImport';
import { mergedLeading } from './mergedLeading';
import { listedBehind, separated } from './listedMembers';
import { similarLines } from './similarLines';
import { CannotFit, UnitPlaces, type UnitPlace } from './unitPlaces';

/**
 * A file with a block of code merged into it by the names of its definitions: each takes the place of the one that the
 * file has, at any depth; a new one goes behind the one before it, a new method into the class of that one, or into the only one. Lines that stand for code left out are filled from
 * the file. Nothing that the block does not name is lost at the top level, nor inside of data of which it shows a part.
 * @param file lines without line breaks
 * @param block lines without line breaks, without blank ones at its end
 * @param languageId of VS Code; empty when it is not known
 * @returns undefined when the block has no definition to go by, or the file none, or one is nested too deep to be read
 * @throws CannotFit when it cannot be told what a line stands for, or which definition is meant
 */
export function mergeCode(
  file: readonly string[],
  block: readonly string[],
  languageId: string,
): string[] | undefined {
  const [fileCode, blockCode] = [shapedCode(file, languageId), shapedCode(block, languageId)];
  if (isNestedTooDeep(fileCode.shape) || isNestedTooDeep(blockCode.shape)) return undefined;
  // A file may hold such a line itself.
  const own = new Set(fileCode.shape.map(line => line.trim()));
  const keep = (line: string): boolean => own.has(line.trim());
  const merger = new Merger(fileCode, blockCode, languageId, keep);
  const old = codeUnits(fileCode.shape, 0, file.length, keep);
  const units = codeUnits(blockCode.shape, 0, block.length, keep);
  const places = new UnitPlaces({ units: old, code: fileCode, keep }, { units, code: blockCode });
  const isKnown = (unit: CodeUnit): boolean =>
    isDefinition(unit) && (places.of(unit) ?? places.homeOf(unit, undefined)) !== undefined;
  if (!units.some(isDefinition) || !(old.some(isDefinition) || units.some(isKnown))) {
    return units.some(isGap) ? [...merger.filled(old, units, false), ''] : undefined;
  }
  const find = counterpartsIn(units, blockCode);
  const isKept = (unit: CodeUnit): boolean => {
    const [own] = find(unit, fileCode);
    return own !== undefined && !merger.isPart(unit, own) && bodiesOf(unit, units) >= bodiesOf(unit, old);
  };
  // A file in one piece may hold another one of its kind, which is meant.
  const isWhole = old.length > 1 && !units.some(unit => merger.leftOut(unit) !== undefined);
  return isWhole && old.every(isKept) ? [...block, ''] : merger.top(units, places);
}

/** How many definitions with a body have the name of a piece. */
function bodiesOf({ key }: CodeUnit, units: readonly CodeUnit[]): number {
  return units.filter(each => isDefinition(each) && each.key === key && each.end - each.head > 1).length;
}

const isDefinition = ({ kind }: CodeUnit): boolean => kind === 'definition';
const isGap = ({ kind }: CodeUnit): boolean => kind === 'elision';

type Lines = Pick<CodeUnit, 'start' | 'end'>;

class Merger {
  private readonly file: readonly string[];
  private readonly block: readonly string[];
  private readonly data: DataParts;

  constructor(
    private readonly fileCode: Code,
    private readonly blockCode: Code,
    private readonly languageId: string,
    private readonly keep: (line: string) => boolean,
  ) {
    this.file = fileCode.lines;
    this.block = blockCode.lines;
    this.data = new DataParts(languageId);
  }

  /** The first line of a part of the block that stands for code left out. */
  leftOut({ start, end }: Lines): string | undefined {
    return this.blockCode.shape.slice(start, end).find(line => isElision(line) && !this.keep(line));
  }

  /** Whether a piece of the block is only a part of what is meant to be there. */
  isPart(old: CodeUnit, unit: CodeUnit): boolean {
    return this.data.isPart(this.fileCode.shape, old, this.blockCode.shape, unit);
  }

  /** All of the file stays; what the block has goes where it belongs. */
  top(units: readonly CodeUnit[], places: UnitPlaces): string[] {
    const { block } = this;
    const replaced = new Map<CodeUnit, readonly string[]>();
    const added = new Map<CodeUnit | undefined, string[]>();
    /** Pieces that belong inside a definition of the file, and what they take the place of or go behind there. */
    const inside: { readonly at: CodeUnit; readonly unit: CodeUnit }[] = [];
    /** New members of lists, by the one that they go behind. */
    const listed = new Map<CodeUnit, (readonly string[])[]>();
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
      if (home?.within) inside.push({ at: home.unit, unit });
      if (takes) {
        replaced.set(place.unit, merged);
        if (!place.within) previous = place.unit;
        continue;
      }
      this.refuseGaps(unit);
      if (home && places.isInList(home)) {
        const members = listed.get(home.unit) ?? [];
        listed.set(home.unit, [...members, this.indented(home.unit, unit)]);
        continue;
      }
      const behind = home?.unit ?? places.lastImportFor(unit) ?? previous ?? places.beforeNext(index);
      const lines = added.get(behind) ?? [];
      const isListed = unit.kind === 'import' && behind?.kind === 'import';
      if (behind ? !isListed : lines.length > 0) {
        append(lines, index === 0 ? [''] : blanksBefore(block, unit.start));
      }
      append(lines, this.indented(home?.unit, unit));
      added.set(behind, lines);
    }
    for (const [unit, members] of listed) {
      const before = replaced.get(unit) ?? this.file.slice(unit.start, unit.end);
      const [first, ...others] = listedBehind(before, members, blanksBefore(this.file, unit.start));
      replaced.set(unit, first);
      added.set(unit, others.flat());
    }
    // What holds them may be in the block as well: then they belong into the new one.
    const later = inside.filter(({ at }) => holderOf(at, replaced.keys()));
    return later.reduce<string[]>(
      (lines, { unit: { start, end } }) => {
        const piece = block.slice(start, end);
        return mergeCode(lines, piece, this.languageId) ?? [...lines, ...piece, ''];
      },
      this.assembled(replaced, added),
    );
  }

  /**
   * One level of code in which lines stand for what is left out.
   * @param areMembers whether what the block does not name stays, wherever it stands
   */
  filled(old: readonly CodeUnit[], units: readonly CodeUnit[], areMembers: boolean): string[] {
    const { file, block, fileCode, blockCode } = this;
    const find = counterpartsIn(old, fileCode);
    const same = counterpartsIn(units, blockCode);
    const indexOf = new Map(old.map((unit, index) => [unit, index]));
    const matches = units.map(unit => {
      const found = isGap(unit) ? [] : find(unit, blockCode);
      if (found.length < 2) return found[0];
      // Several of one name: in the order in which they stand.
      const own = same(unit, blockCode);
      return own.length === found.length ? found[own.indexOf(unit)] : undefined;
    });
    const taken = new Set(matches);
    const lines: string[] = [];
    let next = 0;
    const copyTo = (end: number): void => {
      for (const unit of old.slice(next, end)) {
        if (!taken.has(unit)) append(lines, blanksBefore(file, unit.start), file.slice(unit.start, unit.end));
      }
      next = Math.max(next, end);
    };
    for (const [index, unit] of units.entries()) {
      const match = matches[index];
      const at = match && indexOf.get(match);
      if (isGap(unit)) {
        const coming = matches.slice(index).find(each => each !== undefined);
        copyTo((coming && indexOf.get(coming)) ?? old.length);
      } else if (match && at !== undefined) {
        // Members that are not mentioned between two others stay.
        if (areMembers) copyTo(at);
        append(lines, blanksBefore(file, match.start), this.merged(match, unit));
        next = Math.max(next, at + 1);
      } else {
        this.refuseGaps(unit);
        // Behind all where nothing says where it belongs.
        if (areMembers && taken.size === 1 && taken.has(undefined) && !units.some(isGap)) copyTo(old.length);
        // Labels and directives may stand further to the left than what is beside them.
        const beside = [...matches, ...old].find(each => each?.form === unit.form) ?? old.at(-1);
        const former = old[next];
        if (former && !taken.has(former) && this.isVersion(former, unit)) next++;
        append(lines, blanksBefore(block, unit.start), this.indented(beside, unit));
      }
    }
    if (areMembers) copyTo(old.length);
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
    if (gap === undefined && !this.isPart(old, unit)) {
      const code = indent(unit.head, unit.end);
      return [...leading, ...separated(code, file.slice(old.head, old.end))];
    }
    const inside = bodyOf(blockCode.shape, unit);
    const units = codeUnits(blockCode.shape, inside.start, inside.end, this.keep);
    const oldInside = bodyOf(fileCode.shape, old);
    const olds = codeUnits(fileCode.shape, oldInside.start, oldInside.end, this.keep);
    if (gap !== undefined && !units.some(each => this.leftOut(each) !== undefined)) throw cannotTell(gap);
    const areMembers =
      gap === undefined ||
      olds.some(each => isDefinition(each) && (each.end - each.head > 1 || each.form === 'member'));
    return [
      ...leading,
      ...indent(unit.head, inside.start),
      ...this.filled(olds, units, areMembers),
      ...indent(inside.end, unit.end),
    ];
  }

  /** The file with some of its pieces replaced, which may stand inside others, and new ones behind some. */
  private assembled(
    replaced: ReadonlyMap<CodeUnit, readonly string[]>,
    added: ReadonlyMap<CodeUnit | undefined, readonly string[]>,
  ): string[] {
    const changes = [
      ...[...replaced].map(([unit, lines]) => ({ unit, start: unit.start, end: unit.end, lines })),
      ...[...added].map(([unit, lines]) =>
        unit
          ? { unit, start: unit.end, end: unit.end, lines }
          : { unit, start: 0, end: 0, lines: [...lines, ''] },
      ),
    ]
      // The piece around it may be replaced too.
      .filter(({ unit }) => !unit || !holderOf(unit, replaced.keys()))
      // Of what ends at one line, that inside comes first.
      .sort((a, b) => a.start - b.start || a.end - b.end || (b.unit?.start ?? 0) - (a.unit?.start ?? 0));
    const lines: string[] = [];
    let at = 0;
    for (const change of changes) {
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

  /** Whether a piece of the block is a statement of the file changed a little. */
  private isVersion(old: CodeUnit, unit: CodeUnit): boolean {
    const textOf = (lines: readonly string[], { start, end }: CodeUnit): string =>
      lines.slice(start, end).join('\n');
    return old.kind === 'statement' && similarLines(textOf(this.file, old), textOf(this.block, unit));
  }

  private refuseGaps(unit: CodeUnit): void {
    const gap = this.leftOut(unit);
    // Three dots are a body in Python.
    if (gap !== undefined && gap.trim() !== '...') throw cannotTell(gap);
  }
}

/** The one of some pieces that a piece stands inside of. */
function holderOf({ start, end }: CodeUnit, units: Iterable<CodeUnit>): CodeUnit | undefined {
  return [...units].find(each => each.start < start && end <= each.end);
}

/** That a line stands for code which the file does not tell. */
export function cannotTell(gap: string): CannotFit {
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
  while (lines[at - 1]?.trim() === '') at--;
  return lines.slice(at, start);
}

/** There may be more lines than a call takes arguments. */
function append(lines: string[], ...more: readonly (readonly string[])[]): void {
  for (const some of more) for (const line of some) lines.push(line);
}
