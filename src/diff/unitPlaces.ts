import { t } from '../common/l10n';
import type { Code } from './codeShape';
import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { agrees, counterpartsIn, preferred, type FindCounterparts } from './counterparts';
import { isLeading } from './leadingLines';
import { likeliestOf } from './likeliest';
import { accessorOf, isAlike, isCall, isClass, isMethod, marksOf } from './unitForm';

/** Code that cannot be put into a file without guessing; the message is shown to the user and says what to do. */
export class CannotFit extends Error {
  override readonly name = 'CannotFit';
}

interface Pieces {
  readonly units: readonly CodeUnit[];
  readonly code: Code;
}

/** Where a piece of a block belongs: in the place of one of the file's. */
export interface UnitPlace {
  readonly unit: CodeUnit;
  /** For one that stands deep inside: the definition at the top level that holds it. */
  readonly within?: CodeUnit;
}

/** Where the pieces of a block belong in a file. */
export class UnitPlaces {
  private readonly find: FindCounterparts;
  private readonly same: FindCounterparts;
  private found: ReadonlyMap<string, readonly InnerUnit[]> | undefined;
  private meant: ReadonlySet<CodeUnit> | undefined;
  private listed: ReadonlySet<CodeUnit> | undefined;
  /** What is right around each piece inside of others. */
  private around: ReadonlyMap<CodeUnit, CodeUnit> | undefined;

  constructor(
    private readonly file: Pieces & { readonly keep: (line: string) => boolean },
    private readonly block: Pieces,
  ) {
    this.find = counterpartsIn(file.units, file.code);
    this.same = counterpartsIn(block.units, block.code);
  }

  /**
   * The place of a piece: at the top of the file, else the one place inside that has its name. Undefined when it is new.
   * @throws CannotFit when the file has several that it may mean
   */
  of(unit: CodeUnit): UnitPlace | undefined {
    const found = this.find(unit, this.block.code);
    const inner = this.innerLike(unit);
    // What is defined in another way at the top only has its name.
    if (inner.length > 0 && !found.some(each => isAlike(each, unit))) return this.within(unit, inner);
    const [first] = found;
    if (!first) return undefined;
    const likely = this.likeliest(unit, [...found, ...inner.map(each => each.unit)]);
    const deep = likely && inner.find(each => each.unit === likely);
    if (deep) return deep;
    if (found.length === 1) {
      if (inner.some(each => this.isNearer(unit, each.unit, first))) throw severalOf(unit);
      return { unit: first };
    }
    // Several of one name, such as overloads: in the order in which they stand.
    const other = this.inOrder(unit, found) ?? likely;
    if (other) return { unit: other };
    if (unit.kind !== 'definition' || unit.end - unit.head < 2) return undefined;
    throw severalOf(unit);
  }

  /**
   * Behind what a new piece goes that belongs inside: one like it that came before it in the block; else the last one like it beside the
   * one that comes next, or behind that one; else, where none like it stands at the top, the last one of the only class of the file that has some, of the only
   * group that has tests, or of the only list. Undefined for what can stand at the top level as well.
   * @param sibling the place of the piece before it, or of another one of its name
   * @throws CannotFit when several classes may be meant
   */
  homeOf(unit: CodeUnit, sibling: UnitPlace | undefined): UnitPlace | undefined {
    if (unit.kind !== 'definition') return undefined;
    if (sibling?.within && isAlike(sibling.unit, unit)) return sibling;
    if (!this.isEntry(unit) && this.hasLikeAtTop(unit)) return undefined;
    const next = this.nextInside(unit);
    return this.lastLike(unit, next?.around) ?? next;
  }

  /** The last import of the file, behind which a new one goes. */
  lastImportFor(unit: CodeUnit): CodeUnit | undefined {
    return unit.kind === 'import' ? this.file.units.findLast(each => each.kind === 'import') : undefined;
  }

  /** Behind what a new piece goes that comes before all that has a place; undefined for the beginning of the file. */
  beforeNext(index: number): CodeUnit | undefined {
    const { units } = this.file;
    if (this.block.units[index]?.kind === 'import') return this.preface;
    for (const each of this.block.units.slice(index + 1)) {
      const place = this.of(each);
      if (place && !place.within) return units[units.indexOf(place.unit) - 1];
    }
    return units.at(-1);
  }

  /** The last piece of what has to stand in front of imports: comments on the whole file, its documentation, directives. */
  private get preface(): CodeUnit | undefined {
    const { units, code } = this.file;
    const isPreface = ({ head }: CodeUnit): boolean => {
      const line = code.shape[head] ?? '';
      return isLeading(line) || /^(?:["']|<\?)/.test(line);
    };
    return units[units.findIndex(unit => !isPreface(unit)) - 1];
  }

  /** The one of several inside that is meant; undefined when it is a new one at the top. */
  private within(unit: CodeUnit, inner: readonly InnerUnit[]): UnitPlace | undefined {
    if (inner.length < 2) return inner[0];
    const units = inner.map(each => each.unit);
    const isOneClass = new Set(inner.map(({ around }) => around)).size === 1;
    const meant = isOneClass ? counterpartsIn(units, this.file.code)(unit, this.block.code) : units;
    const chosen =
      (isOneClass ? (this.inOrder(unit, units) ?? only(meant)) : undefined) ??
      this.likeliest(unit, units) ??
      only(inner.filter(({ around }) => this.neighbours.has(around)))?.unit;
    if (chosen) return inner.find(each => each.unit === chosen);
    // Beside other code, what can stand at the top level as well is a new one there.
    const mayBeNew =
      !isMethod(unit) &&
      !isCall(unit) &&
      unit.form !== 'member' &&
      this.file.units.some(each => isAlike(each, unit)) &&
      !inner.some(each => each.isTop || isClass(each.around));
    const isLine = unit.end - unit.head < 2 && !this.isListed(this.block.code, unit);
    if ((isLine || mayBeNew) && this.isBesideOthers(unit)) return undefined;
    throw severalOf(unit);
  }

  /** Whether one inside has more in common with a piece than the one at the top, which may be around it. */
  private isNearer(unit: CodeUnit, inner: CodeUnit, top: CodeUnit): boolean {
    const linesOf = ({ head, end }: CodeUnit, { lines }: Code): ReadonlySet<string> =>
      new Set(
        lines
          .slice(head + 1, end)
          .map(line => line.trim())
          .filter(line => /\p{L}/u.test(line)),
      );
    const own = linesOf(unit, this.block.code);
    const shared = (other: CodeUnit): number => {
      const lines = linesOf(other, this.file.code);
      return [...lines].filter(line => own.has(line)).length / Math.max(own.size, lines.size, 1);
    };
    return shared(inner) > shared(top);
  }

  private isBesideOthers(unit: CodeUnit): boolean {
    return this.block.units.some(each => each !== unit && each.kind === 'definition');
  }

  /** As many as the block has: in the order in which they stand. */
  private inOrder(unit: CodeUnit, found: readonly CodeUnit[]): CodeUnit | undefined {
    const same = this.same(unit, this.block.code);
    return found.length === same.length ? found[same.indexOf(unit)] : undefined;
  }

  private likeliest(unit: CodeUnit, found: readonly CodeUnit[]): CodeUnit | undefined {
    return likeliestOf(unit, this.block.code.lines, found, this.file.code.lines);
  }

  /** What is defined inside, by the name of a piece and in its way. */
  private innerLike(unit: CodeUnit): readonly InnerUnit[] {
    const accessor = accessorOf(this.block.code.shape, unit);
    const found = (this.inside.get(unit.key ?? '') ?? []).filter(
      each => isAlike(each.unit, unit) && agrees(accessor, accessorOf(this.file.code.shape, each.unit)),
    );
    const alike = preferred(found, each => each.unit.form === unit.form);
    const asLong = preferred(alike, each => lengthOf(each.unit) === lengthOf(unit));
    return preferred(asLong, each => each.isTop);
  }

  /** The definitions of the file that hold what the block has beside a piece, as far as that is sure. */
  private get neighbours(): ReadonlySet<CodeUnit> {
    return (this.meant ??= new Set(
      this.block.units.flatMap(unit => {
        const place = only(this.innerLike(unit));
        return place ? [place.around] : [];
      }),
    ));
  }

  /** Whether one like a piece stands at the top, and none inside that has more of its marks. */
  private hasLikeAtTop(unit: CodeUnit): boolean {
    const top = this.file.units.filter(each =>
      isMethod(unit) ? each.form === unit.form : isAlike(each, unit),
    );
    if (top.length === 0) return false;
    const { shape } = this.file.code;
    const atTop = new Set(top.flatMap(each => marksOf(shape, each)));
    const own = marksOf(this.block.code.shape, unit).filter(mark => !atTop.has(mark));
    return ![...this.inside.values()]
      .flat()
      .some(
        ({ unit: inner, around }) =>
          isClass(around) && isAlike(inner, unit) && marksOf(shape, inner).some(mark => own.includes(mark)),
      );
  }

  /** The place of the next piece of the block that is not new, where all up to that one are alike and it stands inside. */
  private nextInside(unit: CodeUnit): InnerUnit | undefined {
    const { units } = this.block;
    for (const next of units.slice(units.indexOf(unit) + 1)) {
      if (!isAlike(next, unit)) return undefined;
      const found = this.innerLike(next);
      if (found.length > 0) return only(found);
    }
    return undefined;
  }

  /** The last piece like one in the only place that holds such pieces, or in a given one. */
  private lastLike(unit: CodeUnit, wanted: CodeUnit | undefined): UnitPlace | undefined {
    const last = new Map<CodeUnit, InnerUnit>();
    const isListed = this.isListed(this.block.code, unit) || this.isEntry(unit);
    for (const inner of [...this.inside.values()].flat()) {
      const { unit: other, around } = inner;
      const isMeant = wanted ? around === wanted : isCall(unit) || isListed || mayHold(around, unit);
      if (!isMeant || !isAlike(other, unit) || isMethod(other) !== isMethod(unit)) continue;
      if (isListed && !this.lists.has(around)) continue;
      if (other.start > (last.get(around)?.unit.start ?? -1)) last.set(around, inner);
    }
    const classes = [...last].filter(([around]) => isClass(around));
    const likely = (classes.length > 0 && !isListed ? classes : [...last]).map(([, home]) => home);
    const homes = isListed ? preferred(likely, home => lengthOf(home.unit) === lengthOf(unit)) : likely;
    if (homes.length < 2) return homes[0];
    throw new CannotFit(
      t(
        'The file has several places that "{0}" may belong to. Select one, and apply the code there.',
        unit.key ?? '',
      ),
    );
  }

  /** Whether a piece of the file stands in a list whose members have commas behind them. */
  isInList(place: UnitPlace): boolean {
    this.around ??= new Map([...this.inside.values()].flat().map(({ unit, around }) => [unit, around]));
    const around = this.around.get(place.unit);
    // Members of a class have none between them, whatever else stands there.
    return around !== undefined && !isClass(around) && this.lists.has(around);
  }

  /** What holds members with commas behind them. */
  private get lists(): ReadonlySet<CodeUnit> {
    return (this.listed ??= new Set(
      [...this.inside.values()]
        .flat()
        .filter(({ unit }) => this.isListed(this.file.code, unit))
        .map(({ around }) => around),
    ));
  }

  /** Whether a piece of the block is a value with a quoted name, which stands in a list alone. */
  private isEntry({ head, form }: CodeUnit): boolean {
    return form === 'member' && /^\s*["']/.test(this.block.code.lines[head] ?? '');
  }

  /** Whether a comma stands behind a piece. */
  private isListed({ lines }: Code, { end }: CodeUnit): boolean {
    return (lines[end - 1] ?? '').trimEnd().endsWith(',');
  }

  /** What is defined inside the definitions of the file, by name. */
  private get inside(): ReadonlyMap<string, readonly InnerUnit[]> {
    return (this.found ??= this.definitionsInside());
  }

  private definitionsInside(): ReadonlyMap<string, readonly InnerUnit[]> {
    const { code, keep } = this.file;
    const found = new Map<string, InnerUnit[]>();
    const look = (units: readonly CodeUnit[], isTop: boolean, top?: CodeUnit): void => {
      for (const around of units) {
        if (around.kind === 'import') continue;
        const { start, end } = bodyOf(code.shape, around);
        const own = codeUnits(code.shape, start, end, keep);
        const within = top ?? around;
        const isOpen = isTop && around.kind === 'statement';
        for (const unit of own) {
          if (unit.key === undefined) continue;
          found.set(unit.key, [...(found.get(unit.key) ?? []), { unit, within, around, isTop: isOpen }]);
        }
        look(own, isOpen, within);
      }
    };
    look(this.file.units, true);
    return found;
  }
}

/** A definition inside of others. */
interface InnerUnit extends Required<UnitPlace> {
  /** The one right around it. */
  readonly around: CodeUnit;
  /** Whether no definition is around it: it stands in a branch at the top. */
  readonly isTop: boolean;
}

/** Whether something may hold a new piece that nothing says more of: a class, or a list of what is known by its name alone. */
function mayHold(around: CodeUnit, unit: CodeUnit): boolean {
  return isClass(around) || (isMethod(unit) && (around.form === 'variable' || around.form === 'member'));
}

/** Whether a piece is a line, or holds some. */
const lengthOf = ({ head, end }: CodeUnit): number => Math.min(end - head, 2);

function only<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** That a file has several places by the name of a piece. */
export function severalOf({ key }: Pick<CodeUnit, 'key'>): CannotFit {
  return new CannotFit(
    t(
      'The file has several definitions of "{0}", and it is not clear which one is meant. Select it, and apply the code there.',
      key ?? '',
    ),
  );
}
