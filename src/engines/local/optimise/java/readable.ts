/**
 * A text of the same length that the grammar can read, for forms of Java that it does not know. Only the parser sees
 * it; the tree takes its names from the text itself.
 */
export function readable(code: string): string {
  return (
    code
      // Words that are keywords in a `module` only, as names.
      .replace(
        /\b(?:exports|opens|provides|requires|to|transitive|uses|with)\b/g,
        word => `_${word.slice(1)}`,
      )
      // `Type.class` as a field; `int.class` it knows.
      .replace(/(?<=[\w$])(?<!\b(?:boolean|byte|char|double|float|int|long|short|void))\.class\b/g, '.klass')
  );
}
