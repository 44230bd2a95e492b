import assert from 'node:assert/strict';
import { drawEdit } from '../../../../src/editor/nextEdit/picture';
import { columnsOf } from '../../../../src/editor/nextEdit/columns';
import { marked, pictureOf } from '../../../support/nextEdit/markedEdit';

/** The screen with an edit drawn in it: `-struck-`, `{inserted}`, rows of a preview behind `|`, and `_` for a seam below. */
function drawn(screen: string): string {
  const { text, edit } = marked(screen);
  const { struck, inserted, boxes, seams } = drawEdit(edit, pictureOf(text));
  const lines = text.split('\n').map((line, n) => {
    const marks = [
      ...struck
        .filter(piece => piece.line === n)
        .flatMap(({ from, to }) => [
          { at: from, order: 1, mark: '-' },
          { at: to, order: 0, mark: '-' },
        ]),
      ...inserted
        .filter(each => each.line === n)
        .map(({ at, text: added }) => ({ at, order: 0.5, mark: `{${added}}` })),
    ].sort((a, b) => b.at - a.at || b.order - a.order);
    const withMarks = marks.reduce((out, { at, mark }) => out.slice(0, at) + mark + out.slice(at), line);
    const rows = boxes.flatMap(box => {
      const row = box.rows[n - box.line];
      return row === undefined ? [] : [`${' '.repeat(box.column - columnsOf(line, 4))}|${row}|`];
    });
    const seam = seams.includes(n) ? '_' : '';
    return withMarks + rows.join('') + seam;
  });
  return lines.join('\n');
}

describe('the picture of a next edit', () => {
  const table: readonly (readonly [what: string, screen: string, picture: string])[] = [
    ['a name', 'return ⟦total→sum⟧;', 'return -total-{sum};'],
    ['letters that come', 'return ⟦count→counter⟧;', 'return count{er};'],
    ['letters that go', 'return ⟦counter→count⟧;', 'return count-er-;'],
    ['half a word is never struck', 'get⟦Name→Title⟧();', '-getName-{getTitle}();'],
    ['an argument', 'f(a⟦→, b⟧);', 'f(a{, b});'],
    ['an argument, told as the whole call', '⟦f(a);→f(a, b);⟧', 'f(a{, b});'],
    ['a call around', '⟦→await ⟧load();', '{await }load();'],
    ['a line that goes', 'a();\n⟦  b();\n→⟧c();', 'a();\n  -b();-\nc();'],
    ['a line that comes', 'a();\n⟦→  b();\n⟧c();', 'a();{↵ b();}\nc();'],
    ['a line that comes first', '⟦→b();\n⟧c();', 'c();{↑ b();}'],
    ['a line for another', '⟦a();→return nothing;⟧', '-a();-{ return nothing;}'],
    [
      'lines that come',
      'one();\nand a longer one();\n⟦→  if (a) {\n    b();\n  }\n⟧c();\nd();',
      'one();\nand a longer one();  |if (a) {|_\nc();                 |  b();  |\nd();                 |}       |',
    ],
    [
      'lines that come at the end stand higher up',
      'a();\nb();\nc();⟦→\nd();\ne();⟧',
      'a();\nb();  |d();|\nc();  |e();|_',
    ],
    [
      'lines for others stand beside them',
      '{\n⟦  let a = 0;\n  for (;;) a++;→  return items.reduce(\n    sum,\n  );⟧\n}\n',
      '{\n  -let a = 0;-     |return items.reduce(|\n  -for (;;) a++;-  |  sum,              |\n}                |);                  |\n',
    ],
    ['lines that change alike', '⟦f(1);\nf(2);→f(1, x);\nf(2, x);⟧', 'f(1{, x});\nf(2{, x});'],
    ['several places', '⟦a→b⟧ + ⟦a→b⟧', '-a-{b} + -a-{b}'],
    ['an emoji is not cut in two', 'x = "⟦😀→😃⟧";', 'x = "-😀-{😃}";'],
  ];
  for (const [what, screen, picture] of table) {
    it(what, () => assert.equal(drawn(screen), picture));
  }

  it('what has no room beside is told in one line', () => {
    const long = 'x'.repeat(95);
    const screen = `${long}\n⟦→a();\nb();\nc();\n⟧d();\ne();`;
    assert.equal(drawn(screen), `${long}{↵ a(); … +2 lines}_\nd();\ne();`);
  });

  it('of many new lines the first are shown, and how many there are', () => {
    const added = Array.from({ length: 12 }, (_, n) => `line${n};\n`).join('');
    const { text, edit } = marked(`a();\n⟦→${added}⟧${'b();\n'.repeat(20)}`);
    const [box] = drawEdit(edit, pictureOf(text)).boxes;
    assert.deepEqual(box?.rows.map(row => row.trim()).slice(-2), ['line6;', '… 5 more lines']);
    assert.equal(box.rows.length, 8);
  });

  it('only what is in view is drawn', () => {
    const { text, edit } = marked(Array.from({ length: 50 }, () => '⟦a→b⟧').join('\n'));
    assert.deepEqual(
      drawEdit(edit, pictureOf(text), 10, 12).struck.map(({ line }) => line),
      [10, 11, 12],
    );
  });

  it('tabs and wide characters count as they are drawn', () => {
    assert.equal(columnsOf('\ta\tb', 4), 9);
    assert.equal(columnsOf('日本', 4), 4);
  });
});
