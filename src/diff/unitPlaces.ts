import { t } from '../common/l10n';
import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { agrees, counterpartsIn, preferred, type FindCounterparts } from './counterparts';
import { likeliestOf } from './likeliest';
import { accessorOf, isAlike, isCall, isClass, isMethod } from './unitForm';

/** Code that cannot be put into a file without guessing; the message is shown to the user and says what to do. */
export class CannotFit extends Error {
  override readonly name = 'CannotFit';
}

interface Code {
  readonly units: readonly CodeUnit[];
  readonly lines: readonly string[];
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

  constructor(
    private readonly file: Code & { readonly keep: (line: string) => boolean },
    private readonly block: Code,
  ) {
    this.find = counterpartsIn(file.units, file.lines);
    this.same = counterpartsIn(block.units, block.lines);
  }

  /**
   * The place of a piece: at the top of the file, else the one place inside that has its name. Undefined when it is new.
   * @throws CannotFit when the file has several that it may mean
   */
  of(unit: CodeUnit): UnitPlace | undefined {
    const found = this.find(unit, this.block.lines);
    const inner = this.innerLike(unit);
    // What is defined in another way at the top only has its name.
    if (inner.length > 0 && !found.some(each => isAlike(each, unit))) return this.within(unit, inner);
    const [first] = found;
    if (!first) return undefined;
    const likely = this.likeliest(unit, [...found, ...inner.map(each => each.unit)]);
    const deep = likely && inner.find(each => each.unit === likely);
    if (deep) return deep;
    if (found.length === 1) return { unit: first };
    // Several of one name, such as overloads: in the order in which they stand.
    const other = this.inOrder(unit, found) ?? likely;
    if (other) return { unit: other };
    if (unit.kind !== 'definition' || unit.end - unit.head < 2) return undefined;
    throw severalOf(unit);
  }

  /**
   * Behind what a new method or test goes: the one that came before it in the block, else the last one of the only class of the file
   * that has methods of its kind, of the only group that has tests. Undefined for what can stand at the top level as well.
   * @param sibling the place of the method before it, or of another one of its name
   * @throws CannotFit when several classes may be meant
   */
  homeOf(unit: CodeUnit, sibling: UnitPlace | undefined): UnitPlace | undefined {
    if (!isMethod(unit) && !isCall(unit)) return undefined;
    if (sibling?.within && isAlike(sibling.unit, unit)) return sibling;
    if (this.file.units.some(each => each.form === unit.form)) return undefined;
    return this.lastLike(unit);
  }

  /** The last import of the file, behind which a new one goes. */
  lastImportFor(unit: CodeUnit): CodeUnit | undefined {
    return unit.kind === 'import' ? this.file.units.findLast(each => each.kind === 'import') : undefined;
  }

  /** Behind what a new piece goes that comes before all that has a place; undefined for the beginning of the file. */
  beforeNext(index: number): CodeUnit | undefined {
    const { units } = this.file;
    if (this.block.units[index]?.kind === 'import') return undefined;
    for (const each of this.block.units.slice(index + 1)) {
      const place = each.kind === 'elision' ? undefined : this.of(each);
      if (place && !place.within) return units[units.indexOf(place.unit) - 1];
    }
    return units.at(-1);
  }

  /** The one of several inside that is meant; undefined when it is a new one at the top. */
  private within(unit: CodeUnit, inner: readonly InnerUnit[]): UnitPlace | undefined {
    if (inner.length < 2) return inner[0];
    const units = inner.map(each => each.unit);
    const isOneClass = new Set(inner.map(({ around }) => around)).size === 1;
    const meant = isOneClass ? counterpartsIn(units, this.file.lines)(unit, this.block.lines) : units;
    const chosen =
      (meant.length === 1 || isOneClass ? (this.inOrder(unit, units) ?? only(meant)) : undefined) ??
      this.likeliest(unit, units) ??
      only(inner.filter(({ around }) => this.neighbours.has(around)))?.unit;
    if (chosen) return inner.find(each => each.unit === chosen);
    // Beside other code, what can stand at the top level as well is a new one there.
    const mayBeNew = !isMethod(unit) && !isCall(unit) && !inner.some(each => each.isTop);
    if (unit.end - unit.head < 2 || (mayBeNew && this.isBesideOthers(unit))) return undefined;
    throw severalOf(unit);
  }

  private isBesideOthers(unit: CodeUnit): boolean {
    return this.block.units.some(each => each !== unit && each.kind === 'definition');
  }

  /** As many as the block has: in the order in which they stand. */
  private inOrder(unit: CodeUnit, found: readonly CodeUnit[]): CodeUnit | undefined {
    const same = this.same(unit, this.block.lines);
    return found.length === same.length ? found[same.indexOf(unit)] : undefined;
  }

  private likeliest(unit: CodeUnit, found: readonly CodeUnit[]): CodeUnit | undefined {
    return likeliestOf(unit, this.block.lines, found, this.file.lines);
  }

  /** What is defined inside, by the name of a piece and in its way. */
  private innerLike(unit: CodeUnit): readonly InnerUnit[] {
    if (unit.kind !== 'definition' || unit.key === undefined) return [];
    const accessor = accessorOf(this.block.lines, unit);
    const found = (this.inside.get(unit.key) ?? []).filter(
      each => isAlike(each.unit, unit) && agrees(accessor, accessorOf(this.file.lines, each.unit)),
    );
    const length = ({ head, end }: CodeUnit): number => Math.min(end - head, 2);
    const alike = preferred(found, each => each.unit.form === unit.form);
    const asLong = preferred(alike, each => length(each.unit) === length(unit));
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

  private lastLike(unit: CodeUnit): UnitPlace | undefined {
    const last = new Map<CodeUnit, InnerUnit>();
    for (const inner of [...this.inside.values()].flat()) {
      const { unit: other, around } = inner;
      if (other.form !== unit.form || !(isCall(unit) || isClass(around))) continue;
      if (other.start > (last.get(around)?.unit.start ?? -1)) last.set(around, inner);
    }
    if (last.size < 2) return [...last.values()][0];
    throw new CannotFit(
      t(
        'The file has several places that "{0}" may belong to. Select one, and apply the code there.',
        unit.key ?? '',
      ),
    );
  }

  /** What is defined inside the definitions of the file, by name. */
  private get inside(): ReadonlyMap<string, readonly InnerUnit[]> {
    return (this.found ??= this.definitionsInside());
  }

  private definitionsInside(): ReadonlyMap<string, readonly InnerUnit[]> {
    const { lines, keep } = this.file;
    const found = new Map<string, InnerUnit[]>();
    const look = (units: readonly CodeUnit[], isTop: boolean, top?: CodeUnit): void => {
      for (const around of units) {
        if (around.kind === 'import' || around.end - around.head < 2) continue;
        const { start, end } = bodyOf(lines, around);
        const own = codeUnits(lines, start, end, keep);
        const within = top ?? around;
        const isOpen = isTop && around.kind === 'statement';
        for (const unit of own) {
          if (unit.kind !== 'definition' || unit.key === undefined) continue;
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

function only<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

function severalOf({ key }: CodeUnit): CannotFit {
  return new CannotFit(
    t(
      'The file has several definitions of "{0}", and it is not clear which one is meant. Select it, and apply the code there.',
      key ?? '',
    ),
  );
}
