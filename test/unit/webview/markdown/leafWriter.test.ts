import assert from 'node:assert/strict';
import { LeafWriter, paragraphCap } from '../../../../src/webview/chat/markdown/leafWriter';
import { blockLog } from '../../../support/chat/blockLog';

function open(): { readonly leaf: LeafWriter; readonly lines: string[] } {
  const { sink, lines } = blockLog();
  return { leaf: new LeafWriter(sink), lines };
}

const code = { kind: 'code', info: '', fence: '```', indent: 0, offset: 0, quoted: false } as const;
const fence = { mark: '```', indent: 0, info: '' };

describe('the innermost block', () => {
  it('takes text until its line ends, and more lines if it is a paragraph', () => {
    const { leaf, lines } = open();
    leaf.paragraph('a', false);
    assert.ok(leaf.inLine);
    leaf.more('b');
    leaf.endLine();
    assert.ok(!leaf.inLine);
    leaf.append('\nc', true);
    leaf.end(true);
    assert.deepEqual(lines, ['begin paragraph', 'text "a"', 'text "b"', 'text "\\nc"', 'end closed']);
  });

  it('ends with its line if it is a heading', () => {
    const { leaf, lines } = open();
    leaf.heading(2, 'Title', true);
    assert.equal(leaf.kind, undefined);
    assert.deepEqual(lines, ['begin heading', 'text "Title"', 'end closed']);
  });

  it('turns out a heading or a table by the line below it', () => {
    const { leaf, lines } = open();
    leaf.paragraph('Title', true);
    assert.ok(leaf.promote(1));
    leaf.paragraph('before\na|b', true);
    assert.ok(!leaf.table('-'));
    assert.ok(leaf.table('-|-'));
    leaf.row('1|2|3');
    leaf.row('1');
    leaf.end(false);
    assert.deepEqual(lines.slice(2, 4), ['promote 1', 'end closed']);
    assert.deepEqual(lines.slice(-4), ['table "before" a|b', 'row 1|2', 'row 1|', 'end table']);
  });

  it('keeps blank lines of code by indentation for when more of it follows', () => {
    const { leaf, lines } = open();
    leaf.code(undefined, { ...code, fence: '' });
    leaf.codeLine('a', true);
    leaf.blankInCode('');
    leaf.codeLine('b', true);
    leaf.blankInCode('');
    leaf.end(false);
    assert.deepEqual(lines, ['begin code', 'text "a"', 'text "\\n\\nb"', 'end closed']);
  });

  it('says whether fenced code was closed by its fence', () => {
    for (const closed of [true, false]) {
      const { leaf, lines } = open();
      leaf.code(fence, code);
      assert.equal(leaf.fence, fence);
      leaf.end(closed);
      assert.equal(lines.at(-1), closed ? 'end closed' : 'end open');
    }
  });

  it('goes on in another paragraph when it is too long, between words and never inside a pair', () => {
    const { leaf, lines } = open();
    leaf.paragraph(`${'x'.repeat(paragraphCap - 1)}\u{1f600}${'y'.repeat(20)}`, true);
    const next = lines.indexOf('begin paragraph continued');
    assert.deepEqual(lines.slice(next - 2, next), [`keep ${paragraphCap - 1}`, 'end closed']);
    assert.ok(lines[next + 1]?.startsWith('text "\u{1f600}'), lines[next + 1]);
  });
});
