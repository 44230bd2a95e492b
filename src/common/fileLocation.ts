/** A place in a file as links and programs write it. */
export interface FileLocation {
  /** Without the place. */
  readonly path: string;
  /** One-based; undefined where none is named. */
  readonly line: number | undefined;
  /** One-based; undefined where none is named. */
  readonly column: number | undefined;
}

const forms: readonly RegExp[] = [
  // As on the web: `#L12`, `#L12C5-L20`, `#12`.
  /^(.+?)#L?(\d+)(?:C(\d+))?(?:-L?\d+(?:C\d+)?)?$/i,
  // As programs print it: `:12`, `:12:5`, `:12-20`, `(12,5)`.
  /^(.+?):(\d+)(?::(\d+))?(?:-\d+(?::\d+)?)?:?$/,
  /^(.+?)\((\d+)(?:, ?(\d+))?\)$/,
];

/** Takes apart a path and the place in the file that it ends with. A drive letter is no place. */
export function fileLocation(text: string): FileLocation {
  for (const form of forms) {
    const [, path, line, column] = form.exec(text) ?? [];
    if (path === undefined) continue;
    return { path, line: Number(line), column: column === undefined ? undefined : Number(column) };
  }
  return { path: text, line: undefined, column: undefined };
}
