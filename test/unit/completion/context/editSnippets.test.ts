import assert from 'node:assert/strict';
import { editSnippets } from '../../../../src/completion/context/editSnippets';
import { openFile } from '../../../support/completion/textLines';

const file = openFile('a.ts', Array.from({ length: 100 }, (_, n) => `line ${n + 1}`).join('\n'));
const place = (first: number, last: number, key = 'a.ts') => ({ key, first, last });
const lines = (places: Parameters<typeof editSnippets>[0], budget = 1_000): string =>
  editSnippets(places, ({ key }) => (key === 'a.ts' ? file : undefined), budget)
    .map(form => `${form.lines.first}-${form.lines.last}`)
    .join(' ');

describe('editSnippets', () => {
  it('shows a few lines around, the newest place last', () =>
    assert.equal(lines([place(50, 51), place(10, 10)]), '8-14 48-55'));
  it('ends where the file does', () => assert.equal(lines([place(0, 0), place(99, 99)]), '97-100 1-4'));
  it('passes over files that are not there', () => assert.equal(lines([place(1, 1, 'b.ts')]), ''));
  it('passes over places that are gone', () => assert.equal(lines([place(500, 501)]), ''));
  it('takes the newest when there is no room for all', () =>
    assert.equal(lines([place(50, 51), place(10, 10)], 20), '48-55'));
});
