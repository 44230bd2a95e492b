/** A character, an escape or a class, perhaps repeated, in forms that mean the same in every dialect. */
const pieces =
  /^\^?(?:(?:[\w @:;,=<>!%&~/-]|\\[dDwWsS.+*?()[\]]|\[\^?(?:a-z|A-Z|0-9|a-f|A-F|\\[dws.]|[\w @.,+%])+-?\])[+*?]?)+\$?$/;

/** Whether a regular expression surely compiles: what may not, or is deprecated, fails where it stands. */
export function surelyCompiles(expression: string): boolean {
  return pieces.test(expression);
}
