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

/** Where a piece of a block belongs: in the place of one of the file's, at its top level or deep inside. */
export interface UnitPlace {
  readonly unit: CodeUnit;
  readonly deep: boolean;
}

/** Where the pieces of a block belong in a file. */
export class UnitPlaces {
  private readonly find: FindCounterparts;
  private readonly same: FindCounterparts;
  private inside: ReadonlyMap<string, readonly CodeUnit[]> | undefined;

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
    if (found.length === 1) return { unit: first, deep: false };
    // Several of one name, such as overloads: in the order in which they stand.
    const same = this.same(unit, this.block.lines);
    const other = found.length === same.length ? found[same.indexOf(unit)] : undefined;
    if (other) return { unit: other, deep: false };
    if (unit.kind !== 'definition' || unit.end - unit.head < 2) return undefined;
    throw new CannotFit(
      t(
        'The file has several definitions of "{0}", and it is not clear which one is meant. Select it, and apply the code there.',
        unit.key ?? '',
      ),
    );
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
      if (place && !place.deep) return units[units.indexOf(place.unit) - 1];
    }
    return units.at(-1);
  }

  private within(unit: CodeUnit): UnitPlace | undefined {
    if (unit.kind !== 'definition' || unit.key === undefined) return undefined;
    this.inside ??= this.definitionsInside();
    const [only, another] = this.inside.get(unit.key) ?? [];
    return only && !another ? { unit: only, deep: true } : undefined;
  }

  /** What is defined inside the definitions of the file, by name. */
  private definitionsInside(): ReadonlyMap<string, readonly CodeUnit[]> {
    const { lines, keep } = this.file;
    const found = new Map<string, CodeUnit[]>();
    const look = (units: readonly CodeUnit[]): void => {
      for (const unit of units) {
        if (unit.kind !== 'definition' || unit.end - unit.head < 3) continue;
        const { start, end } = bodyOf(lines, unit);
        const own = codeUnits(lines, start, end, keep);
        for (const each of own) {
          if (each.kind === 'definition' && each.key !== undefined)
            found.set(each.key, [...(found.get(each.key) ?? []), each]);
        }
        look(own);
      }
    };
    look(this.file.units);
    return found;
  }
}
