/** A finding of a language service, as far as it matters here. Lines and characters are zero-based. */
export interface Finding {
  readonly isProblem: boolean;
  readonly message: string;
  readonly code: string;
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** A quick fix that a language service has, as far as it matters here. */
export interface Fix {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly isDisabled: boolean;
  /** Whether it changes anything by itself. */
  readonly hasEffect: boolean;
}

/**
 * The findings that are new: errors and warnings that the document did not have before the text was accepted. A finding
 * that stands where it stood is an old one that the language service has not looked at again yet.
 */
export function newFindings<F extends Finding>(before: readonly Finding[], now: readonly F[]): readonly F[] {
  const old = new Set(before.map(keyOf));
  return now.filter(finding => finding.isProblem && !old.has(keyOf(finding)));
}

/** The same for two findings that say the same of the same place. */
export function keyOf({ message, code, startLine, startCharacter, endLine, endCharacter }: Finding): string {
  return JSON.stringify([message, code, startLine, startCharacter, endLine, endCharacter]);
}

/** Words by which language services say that a fix brings a name in from elsewhere. */
const bringsIn = /\b(?:imports?|auto-?import|using|use|include|#include|require)\b/i;

/** Taking something out, or naming it otherwise, is no import, whatever words its title has. */
const isSomethingElse = /\b(?:remove|delete|unused|change spelling|rename|replace|disable|ignore)\b/i;

/** The fix to offer: the one that the language service itself prefers, if it imports something. */
export function importFixOf<F extends Fix>(fixes: readonly F[]): F | undefined {
  return fixes.find(
    ({ title, isPreferred, isDisabled, hasEffect }) =>
      isPreferred && !isDisabled && hasEffect && bringsNameIn(title),
  );
}

/** Whether a fix with that title brings a name in from elsewhere. */
export function bringsNameIn(title: string): boolean {
  return bringsIn.test(title) && !isSomethingElse.test(title);
}
