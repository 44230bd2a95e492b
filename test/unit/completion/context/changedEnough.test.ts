import assert from 'node:assert/strict';
import { changedEnough } from '../../../../src/completion/context/changedEnough';
import type { ContextPieces } from '../../../../src/completion/context/pieces';
import type { DocumentForm, FileForm } from '../../../../src/protocol/promptForms';

const form = (kind: 'document' | 'definitions' | 'diagnostics', path: string, text: string): FileForm => ({
  kind,
  path,
  language: 'typescript',
  text,
});
const current: DocumentForm = { kind: 'document', path: 'x.ts', language: 'typescript', text: 'a' };
const others = (...forms: FileForm[]): ContextPieces => ({ ...sent, others: forms });
const declared = 'f(): void\ng(): void\ng(at: { 0: A }): void';
const sent: ContextPieces = {
  others: [form('document', 'a.ts', 'const one = 1;'), form('definitions', 'b.ts', declared)],
  current,
  notes: [form('diagnostics', 'x.ts', '1: error: Old.')],
};

describe('changedEnough', () => {
  const rows: [what: string, now: ContextPieces, enough: boolean][] = [
    ['nothing', sent, false],
    ['another order', others(...[...sent.others].reverse()), false],
    [
      'a word in another file',
      others(form('document', 'a.ts', 'const two = 1;'), ...sent.others.slice(1)),
      false,
    ],
    [
      'much in another file',
      others(form('document', 'a.ts', 'f(x);\n'.repeat(100)), ...sent.others.slice(1)),
      true,
    ],
    ['one file more', others(...sent.others, form('document', 'c.ts', '')), true],
    ['one file less: it may have to be unknown', others(...sent.others.slice(1)), true],
    ['a new declaration', others(...sent.others, form('definitions', 'a.ts', 'h(): void')), true],
    [
      'a declaration less',
      others(...sent.others.slice(0, 1), form('definitions', 'b.ts', 'g(): void')),
      false,
    ],
    ['another current document', { ...sent, current: { ...current, path: 'y.ts' } }, true],
    [
      'a change of the last minutes: it goes along when there is reason',
      { ...sent, notes: [{ kind: 'changes', text: '+f(x);\n'.repeat(100) }] },
      false,
    ],
    ['another text of the current document', { ...sent, current: { ...current, text: 'b' } }, true],
    ['no current document any more', { ...sent, current: undefined }, true],
    ['a finding that has moved', { ...sent, notes: [form('diagnostics', 'x.ts', '9: error: Old.')] }, false],
    ['a finding less', { ...sent, notes: [] }, false],
    [
      'what was a declaration as a finding',
      { ...sent, notes: [form('diagnostics', 'x.ts', 'f(): void')] },
      true,
    ],
    [
      'a line of nothing but white space more',
      others(...sent.others.slice(0, 1), form('definitions', 'b.ts', 'f(): void\n  \ng(): void')),
      false,
    ],
    [
      'a declaration that is indented',
      others(...sent.others.slice(0, 1), form('definitions', 'b.ts', 'f(): void\n  g(): void')),
      false,
    ],
    [
      'another number in a declaration',
      others(...sent.others.slice(0, 1), form('definitions', 'b.ts', 'f(): void\ng(at: { 1: A }): void')),
      true,
    ],
    [
      'a hundred tokens in another file',
      others(form('document', 'a.ts', 'x '.repeat(100)), ...sent.others.slice(1)),
      true,
    ],
    ['a little less', others(form('document', 'a.ts', 'x '.repeat(99)), ...sent.others.slice(1)), false],
    ['a finding', { ...sent, notes: [form('diagnostics', 'x.ts', '1: error: No.')] }, true],
  ];
  const changed = (...paths: string[]): ContextPieces => ({
    ...sent,
    notes: [{ kind: 'changes', text: paths.map(path => `--- a/${path}\n+++ b/${path}\n+x`).join('\n') }],
  });

  it('a change of another file less: it may have to be unknown', () => {
    assert.equal(changedEnough(changed('src/a.ts', 'src/b.ts'), changed('src/b.ts', 'src/c.ts')), true);
    assert.equal(changedEnough(changed('src/b.ts'), changed('src/b.ts', 'src/c.ts')), false);
    assert.equal(changedEnough(changed('src/b.ts'), sent), true);
  });

  it('what a changed patch says of files is no change of them', () => {
    const patch = (line: string): ContextPieces => ({
      ...sent,
      notes: [{ kind: 'changes', text: `--- a/x.patch\n+++ b/x.patch\n${line}` }],
    });
    assert.equal(changedEnough(patch('++++ b/secret.ts'), patch('+1')), false);
  });

  for (const [what, now, enough] of rows) {
    it(`${what}: ${enough ? 'yes' : 'no'}`, () => assert.equal(changedEnough(sent, now), enough));
  }
});
