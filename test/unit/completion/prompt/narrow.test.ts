import assert from 'node:assert/strict';
import fc from 'fast-check';
import { narrowWindow } from '../../../../src/completion/prompt/narrow';
import { placeCursor } from '../../../../src/protocol/placeCursor';
import type { DocumentForm } from '../../../../src/protocol/promptForms';
import { at } from '../../../support/completion/cursorText';

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `line ${from + n}\n`).join('');
const sent = lines(0, 200);

describe('narrowWindow', () => {
  it('sends a few lines when only the line of the cursor changed', () => {
    const narrow = narrowWindow(at(`${lines(0, 100)}line 100 and mo█\n${lines(101, 150)}`), sent);
    assert.equal(`${narrow?.prefix}█${narrow?.suffix}`, `${lines(95, 100)}line 100 and mo█\nline 101`);
  });

  it('sends more when the changes reach further', () => {
    const narrow = narrowWindow(at(`${lines(0, 85)}new\n${lines(86, 100)}█\n${lines(101, 150)}`), sent);
    assert.ok(narrow?.prefix.startsWith('line 77\n'), narrow?.prefix.slice(0, 40));
  });

  it('gives up when they reach too far', () => {
    assert.equal(narrowWindow(at(`new\n${lines(1, 100)}█\n${lines(101, 150)}`), sent), undefined);
  });

  it('knows the end of the document', () => {
    const narrow = narrowWindow(at(`${lines(0, 198)}la█`), sent);
    assert.deepEqual([narrow?.suffix, narrow?.within.to], ['', sent.length]);
  });

  it('is put back to exactly what stands around the cursor', () => {
    const line = fc.constantFrom('', '}', '  return x;', 'a', 'b');
    const text = fc.array(line, { maxLength: 90 }).map(all => all.map(each => `${each}\n`).join(''));
    fc.assert(
      fc.property(
        text,
        text,
        fc.nat(),
        fc.nat(),
        fc.string({ maxLength: 8 }),
        (document, edited, place, keep, typed) => {
          // The document as it was sent, and as it is now: a part replaced, something typed.
          const cut = place % (document.length + 1);
          const rest = cut + (keep % (document.length - cut + 1));
          const snapshot = at('█', {
            prefix: document.slice(0, cut) + (keep % 3 === 0 ? edited : '') + typed,
            suffix: document.slice(rest),
          });
          const narrow = narrowWindow(snapshot, document);
          if (!narrow) return;
          const home: DocumentForm = {
            kind: 'document',
            path: 'a.ts',
            language: 'typescript',
            text: document,
          };
          const { cursor } = placeCursor(
            { kind: 'cursor', path: 'a.ts', language: 'typescript', ...narrow },
            [home],
          );
          assert.ok(cursor.prefix.endsWith(snapshot.prefix));
          assert.ok(cursor.suffix.startsWith(snapshot.suffix));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
