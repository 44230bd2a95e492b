import { isCommonWord } from './sharedNames';

/** What a line begins to define: a function, a class, a method. Some statements look like a method. */
const definition =
  /^\s*(?:(?:export|default|pub(?:\([a-z]+\))?|async|static|public|private|protected|internal|override|abstract|final)\s+)*(?:(?:function\s*\*\s*|(?:function|class|interface|enum|struct|trait|def|fn|func|fun)\s+)([\p{L}_$][\p{L}\p{N}_$]*)|\*?(?!(?:if|for|foreach|while|switch|catch|with|function|return|elseif|synchronized)\b)([\p{L}_$#][\p{L}\p{N}_$]*)\s*\([^()]*\)\s*(?::[^{]*)?\{\s*$)/u;

/** What asks for another name, in the languages that use these letters; and what does so for names inside only. */
const naming = /nam|nenn|nom|nazw|heiss|call|convert|turn|replace|[^\p{ASCII}]/iu;
const namesInside = /\b(?:variables?|parameters?|arguments?|args|params|locals?)\b/i;

/**
 * Tells whether an answer defines something else in the place of what was to be rewritten, which nobody has asked for: another name, or, where
 * nothing was defined, anything that has no name of the code before in it. It may well define other things in front of it.
 */
export class HeadName {
  /** One of these has to come; none: anything may. */
  private readonly names: ReadonlySet<string>;
  private isOther = false;
  private hasBegun = false;

  /**
   * @param before the code that is to be rewritten
   * @param instruction what the model was told to do
   */
  constructor(
    before: readonly string[],
    private readonly instruction: string,
  ) {
    const mayChange = naming.test(instruction) && !namesInside.test(instruction);
    this.names = new Set(mayChange ? [] : namesOf(before));
  }

  /** Whether what has come so far defines something else, and not yet what it should. */
  get isMissing(): boolean {
    return this.isOther;
  }

  /** Takes more of the answer, from its first line of code on. */
  take(lines: readonly string[]): void {
    const { names } = this;
    if (names.size === 0) return;
    if (!this.hasBegun) {
      const first = lines.find(line => line.trim() !== '');
      if (first === undefined) return;
      this.hasBegun = true;
      const defined = definedBy(first);
      this.isOther = defined !== undefined && !namesIn(this.instruction).includes(defined);
    }
    if (this.isOther && lines.some(line => namesIn(line).some(name => names.has(name)))) this.isOther = false;
  }
}

/** What is defined first; all names where nothing is. */
function namesOf(code: readonly string[]): readonly string[] {
  const first = code.find(line => line.trim() !== '');
  const name = first && definedBy(first);
  if (name !== undefined) return [name];
  return code.some(line => definedBy(line) !== undefined)
    ? []
    : code.flatMap(namesIn).filter(each => !isCommonWord(each));
}

function definedBy(line: string): string | undefined {
  const [, named, method] = definition.exec(line) ?? [];
  return named ?? method;
}

function namesIn(line: string): readonly string[] {
  return [...line.matchAll(/[\p{L}_$#][\p{L}\p{N}_$]*/gu)].map(([name]) => name);
}
