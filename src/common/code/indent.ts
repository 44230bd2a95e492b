/** The white space that a line begins with. */
export function indentOf(line: string): string {
  return line.slice(0, line.search(/[^ \t]|$/));
}
