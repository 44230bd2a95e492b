import { t } from '../common/l10n';
import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { counterpartsIn, type FindCounterparts } from './counterparts';

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
    const [first] = found;
    if (!first) return this.within(unit);
    if (found.length === 1) return { unit: first };
    // Several of one name, such as overloads: in the order in which they stand.
    const same = this.same(unit, this.block.lines);
    const other = found.length === same.length ? found[same.indexOf(unit)] : undefined;
    if (other) return { unit: other };
    if (unit.kind !== 'definition' || unit.end - unit.head < 2) return undefined;
    throw severalOf(unit);
  }

  /**
   * Behind what a new method goes: the one that came before it in the block, else the last one of the only class of the file that has
   * methods of its kind. Undefined for what can stand at the top level as well.
   * @param sibling the place of the method before it, or of another one of its name
   * @throws CannotFit when several classes may be meant
   */
  homeOf(unit: CodeUnit, sibling: UnitPlace | undefined): UnitPlace | undefined {
    if (!isMethod(unit)) return undefined;
    if (sibling?.within && isAlike(sibling.unit, unit)) return sibling;
    if (this.file.units.some(each => isMethod(each) && isAlike(each, unit))) return undefined;
    return this.lastMethodLike(unit);
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

  private within(unit: CodeUnit): UnitPlace | undefined {
    if (unit.kind !== 'definition' || unit.key === undefined) return undefined;
    const [only, another] = (this.inside.get(unit.key) ?? []).filter(each => isAlike(each.unit, unit));
    // What can stand at the top level as well is a new one there.
    if (another && isMethod(unit) && unit.end - unit.head > 1) throw severalOf(unit);
    return another ? undefined : only;
  }

  private lastMethodLike(unit: CodeUnit): UnitPlace | undefined {
    const last = new Map<CodeUnit, InnerUnit>();
    for (const inner of [...this.inside.values()].flat()) {
      const { unit: method, around } = inner;
      if (!isMethod(method) || !isAlike(method, unit) || !isClass(around)) continue;
      if (method.start > (last.get(around)?.unit.start ?? -1)) last.set(around, inner);
    }
    if (last.size < 2) return [...last.values()][0];
    throw new CannotFit(
      t(
        'The file has several classes that "{0}" may belong to. Select one, and apply the code there.',
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
    const look = (units: readonly CodeUnit[], top?: CodeUnit): void => {
      for (const around of units) {
        if (around.kind !== 'definition' || around.end - around.head < 3) continue;
        const { start, end } = bodyOf(lines, around);
        const own = codeUnits(lines, start, end, keep);
        const within = top ?? around;
        for (const unit of own) {
          if (unit.kind !== 'definition' || unit.key === undefined) continue;
          found.set(unit.key, [...(found.get(unit.key) ?? []), { unit, within, around }]);
        }
        look(own, within);
      }
    };
    look(this.file.units);
    return found;
  }
}

/** A definition inside of others. */
interface InnerUnit extends Required<UnitPlace> {
  /** The one right around it. */
  readonly around: CodeUnit;
}

/** Whether one may be a new version of the other: defined by the same word, or both by their names. */
function isAlike({ form: one }: CodeUnit, { form: other }: CodeUnit): boolean {
  const byName = (form: string): boolean => form === 'method' || form === 'member';
  return one === other || (byName(one) && byName(other));
}

/** Whether it looks like part of a class, wherever it stands. */
function isMethod({ form }: CodeUnit): boolean {
  return form === 'method' || form.endsWith(' self');
}

function isClass({ form }: CodeUnit): boolean {
  return /^(?:class|struct|interface|trait|protocol|enum|record|object|extension|actor|mixin|module|impl|type)$/.test(
    form,
  );
}

function severalOf({ key }: CodeUnit): CannotFit {
  return new CannotFit(
    t(
      'The file has several definitions of "{0}", and it is not clear which one is meant. Select it, and apply the code there.',
      key ?? '',
    ),
  );
}
