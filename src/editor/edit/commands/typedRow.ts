/**
 * Tells what Enter means in a quick pick whose first row says what is typed. The rows come from the extension host, the keys do
 * not wait for it: Enter may come while the window still shows the row for fewer letters, or another row that it marked by itself.
 * What is typed counts then. A row counts that somebody has gone to after the one for what is typed was there.
 */
export class TypedRow<Row> {
  private own: Row | undefined;
  private isThere = false;

  /** Something else is typed. @param own the row that says it; undefined where nothing is typed */
  typed(own: Row | undefined): void {
    this.own = own;
    this.isThere = false;
  }

  /** The window has another row marked. */
  marked(row: Row | undefined): void {
    if (row === this.own) this.isThere = true;
  }

  /** The row that Enter takes while `row` is marked; undefined: what is typed. */
  taken(row: Row | undefined): Row | undefined {
    if (this.own === undefined) return row;
    return this.isThere && row !== this.own ? row : undefined;
  }
}
