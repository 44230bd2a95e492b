import assert from 'node:assert/strict';
import type { Filter } from '../../../src/completion/filters/filter';
import { lineMode } from '../../../src/completion/text/lineMode';
import { at } from './cursorText';

/** A screen, a proposed text, and what the filter leaves of it (undefined: dropped). */
export type FilterRow = [screen: string, text: string, kept: string | undefined];

/** One test per row. */
export function filterTable(
  name: string,
  filter: Filter,
  rows: readonly FilterRow[],
  how: { readonly languageId?: string; readonly growing?: boolean } = {},
): void {
  const { languageId = 'typescript', ...rest } = how;
  describe(name, () => {
    for (const [screen, text, kept] of rows) {
      it(`${JSON.stringify(screen)} + ${JSON.stringify(text)} keeps ${JSON.stringify(kept)}`, () => {
        const snapshot = at(screen, { languageId });
        assert.equal(filter(text, { snapshot, mode: lineMode(snapshot), ...rest }), kept);
      });
    }
  });
}
