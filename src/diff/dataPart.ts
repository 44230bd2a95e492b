import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { sectionLanguages, yamlLanguages } from './dataLanguages';
import { arePart, type NamedMember } from './membersPart';

/**
 * Tells whether pieces of a file of data, such as sections, are shown in part only (`arePart`). Code is not: of a function, what is not shown is
 * not meant to be there.
 */
export class DataParts {
  private readonly isData: boolean;
  private readonly known = new Map<readonly string[], Map<number, readonly NamedMember[]>>();

  /** @param languageId of VS Code */
  constructor(languageId: string) {
    this.isData = yamlLanguages.has(languageId) || sectionLanguages.has(languageId);
  }

  /**
   * @param oldShape the lines from which the structure of the file is read
   * @param shape those of what is shown
   */
  isPart(oldShape: readonly string[], old: CodeUnit, shape: readonly string[], shown: CodeUnit): boolean {
    return this.isData && arePart(this.membersOf(oldShape, old), this.membersOf(shape, shown));
  }

  /** What a piece holds. Each is asked for again inside of the one around it. */
  private membersOf(shape: readonly string[], unit: CodeUnit): readonly NamedMember[] {
    const known = this.known.get(shape) ?? new Map<number, readonly NamedMember[]>();
    this.known.set(shape, known);
    const found = known.get(unit.head) ?? this.readMembers(shape, unit);
    known.set(unit.head, found);
    return found;
  }

  private readMembers(shape: readonly string[], unit: CodeUnit): readonly NamedMember[] {
    const { start, end } = bodyOf(shape, unit);
    const units = codeUnits(shape, start, end);
    // What a list holds has no names of its own, also where it begins with one.
    if (units.some(({ head }) => shape[head]?.trimStart().startsWith('- '))) return [];
    return units.flatMap(each =>
      each.key === undefined ? [] : [{ name: each.key, inside: this.membersOf(shape, each) }],
    );
  }
}
