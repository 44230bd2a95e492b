import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyFilters } from '../../../../src/completion/filters/applyFilters';
import { blank } from '../../../../src/completion/filters/blank';
import { blockEnd } from '../../../../src/completion/filters/blockEnd';
import { closingBrackets } from '../../../../src/completion/filters/closingBrackets';
import { dedentStop } from '../../../../src/completion/filters/dedentStop';
import { fences } from '../../../../src/completion/filters/fences';
import type { Filter } from '../../../../src/completion/filters/filter';
import { indentation } from '../../../../src/completion/filters/indentation';
import { lineEnds } from '../../../../src/completion/filters/lineEnds';
import { markers } from '../../../../src/completion/filters/markers';
import { nextLineDuplicate } from '../../../../src/completion/filters/nextLineDuplicate';
import { prefixEcho } from '../../../../src/completion/filters/prefixEcho';
import { prose } from '../../../../src/completion/filters/prose';
import { repetition } from '../../../../src/completion/filters/repetition';
import { singleLine } from '../../../../src/completion/filters/singleLine';
import { suffixOverlap } from '../../../../src/completion/filters/suffixOverlap';
import { wholeCharacters } from '../../../../src/completion/filters/wholeCharacters';
import { cases, growth, hasHalfCharacter, type Case } from '../../../support/completion/filterProperties';

type Kind = 'cut' | 'part' | 'changed';

/** What each filter promises of its result: a beginning of the text, any part of it, or a changed form. */
const promises: readonly (readonly [name: string, filter: Filter, kind: Kind, idempotent: boolean])[] = [
  ['wholeCharacters', wholeCharacters, 'cut', true],
  ['lineEnds', lineEnds, 'changed', true],
  ['markers', markers, 'part', true],
  ['fences', fences, 'cut', true],
  ['prose', prose, 'cut', true],
  ['prefixEcho', prefixEcho, 'part', true],
  ['singleLine', singleLine, 'cut', true],
  ['indentation', indentation, 'changed', false],
  ['repetition', repetition, 'cut', true],
  ['dedentStop', dedentStop, 'cut', true],
  ['blockEnd', blockEnd, 'cut', true],
  ['nextLineDuplicate', nextLineDuplicate, 'cut', true],
  ['suffixOverlap', suffixOverlap, 'cut', false],
  ['closingBrackets', closingBrackets, 'cut', true],
  ['blank', blank, 'cut', true],
  ['applyFilters', applyFilters, 'changed', false],
];

const runs = { numRuns: 500 };

/** White space at the end is nothing one sees; `blank` takes it away. */
const visible = (text: string | undefined): string => text?.trimEnd() ?? '';

for (const [name, filter, kind, idempotent] of promises) {
  describe(`${name}, as a filter`, function () {
    // Thousands of cases on a busy machine.
    this.timeout(60_000);

    const kept = ({ text, ...context }: Case, growing = false): string | undefined =>
      filter(text, { ...context, growing });

    if (kind !== 'changed') {
      it(`returns a ${kind} of the text`, () =>
        fc.assert(
          fc.property(cases, each => {
            const result = kept(each);
            if (kind === 'cut') assert.ok(each.text.startsWith(result ?? ''));
            else assert.ok(each.text.includes(result ?? ''));
          }),
          runs,
        ));
    } else {
      it('changes nothing but white space, and what it cuts', () => {
        const letters = (text: string): string => text.replace(/\s/g, '');
        fc.assert(
          fc.property(cases, each => assert.ok(letters(each.text).includes(letters(kept(each) ?? '')))),
          runs,
        );
      });
    }

    it('never leaves half a character', () =>
      fc.assert(
        fc.property(cases, each => assert.ok(!hasHalfCharacter(kept(each) ?? ''))),
        runs,
      ));

    it('never throws, whatever stands there', () => {
      const any = fc.string({ unit: 'binary', maxLength: 60 });
      fc.assert(
        fc.property(cases, any, any, any, fc.boolean(), (each, prefix, suffix, text, growing) => {
          kept({ ...each, text, snapshot: { ...each.snapshot, prefix, suffix } }, growing);
        }),
        runs,
      );
    });

    it('never takes back what it let through of a growing answer', () =>
      fc.assert(
        fc.property(cases, each => {
          let shown = '';
          for (const text of growth(each.text)) {
            const now = visible(kept({ ...each, text }, true));
            assert.ok(now.startsWith(shown), JSON.stringify({ text, shown, now }));
            shown = now;
          }
          const last = visible(kept(each));
          assert.ok(last.startsWith(shown), JSON.stringify({ shown, last }));
        }),
        runs,
      ));

    if (idempotent) {
      it('changes nothing the second time', () =>
        fc.assert(
          fc.property(cases, each => {
            const once = kept(each);
            if (once !== undefined) assert.equal(kept({ ...each, text: once }), once);
          }),
          runs,
        ));
    }
  });
}
