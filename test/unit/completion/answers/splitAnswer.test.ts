import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineMode } from '../../../../src/completion/text/lineMode';
import { splitAnswer } from '../../../../src/completion/answers/splitAnswer';
import { at } from '../../../support/completion/cursorText';
import { cases } from '../../../support/completion/filterProperties';

/** The answer with `|` where it is split; undefined when it cannot be told yet. */
function split(screen: string, text: string, ended: boolean, languageId: string): string | undefined {
  const snapshot = at(screen, { languageId });
  const parts = splitAnswer(text, ended, { snapshot, mode: lineMode(snapshot) });
  return parts && `${parts.show}|${parts.later}`;
}

function table(languageId: string, rows: readonly [screen: string, parts: string][]): void {
  for (const [screen, parts] of rows) {
    it(`${languageId}: ${JSON.stringify(screen)} shows ${JSON.stringify(parts)}`, () =>
      assert.equal(split(screen, parts.replace('|', ''), true, languageId), parts));
  }
}

describe('splitAnswer', () => {
  table('typescript', [
    ['let a = █', '1;|'],
    ['f(█, x)', 'a|\nb'],
    ['f(█, x)', 'a|\r\nb'],
    ['f(█, x)', '|\na'],
    ['let a = █', '1;\nlet b = 2;|\n\nlet c = 3;'],
    ['let a = █', '1;\r\nlet b = 2;|\r\n\r\nlet c = 3;'],
    ['function f() {█', '\n  a();\n}|\n\nfunction g() {\n  b();\n}'],
    ['function f() {█', '\n  a();\n}|\ng();'],
    ['█', 'if (a) {\n  b();\n} else {\n  c();\n}|\nd();'],
    ['  █', 'const a = f();\n  if (a) {\n    b();\n  }|\n  c();'],
    ['  █', 'return 1;\n}|\n\nfunction g() {}'],
    ['x = █', 'list\n  .map(f)\n  .filter(g);|\ny();'],
    ['x = █', '`\n\n{\n`;|\n\ny();'],
    ['x = {█', '\n  a: 1,\n  b: 2,\n};|\ny();'],
    ['x = [█', '\n1,\n2];|\ny();\nz();'],
    ['█', 'f(\na,\n\nb);|\n\nc();'],
    ['█', 'if (a)\n  b();|\nc();\nd();'],
    ['█', 'f(() => {\n  a();\n})\n.then(b);|\n\nc();'],
    ['x = {█', '\n  a: 1,|\n\n  b: 2,\n};\ny();'],
  ]);
  table('python', [
    ['def f():█', '\n    a()\n    b()|\n\ndef g():\n    pass'],
    ['█', 'if a:\n    b()\nelse:\n    c()|\nd()'],
    ['    █', 'a()\n    b()|\nc()'],
    ['█', 'for a in b:\n    if c:\n        d()\n    e()|\nf()'],
  ]);
  table('markdown', [
    ['█', 'One line.\nAnother.|\n\nA paragraph.'],
    ['█', 'One line.|\n\n- An item.\n- Another.'],
  ]);

  it('waits until it knows', () => {
    const grow = (text: string): string | undefined => split('if (a) {█', text, false, 'typescript');
    assert.equal(grow('\n  b();\n}'), undefined);
    assert.equal(grow('\n  b();\n}\n'), undefined);
    assert.equal(grow('\n  b();\n}\nel'), undefined);
    assert.equal(grow('\n  b();\n}\nc();\n'), '\n  b();\n}|\nc();\n');
  });

  it('parts an answer without losing any of it, and once and for all', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(cases, ({ text, snapshot, mode }) => {
        let show: string | undefined;
        for (let length = 0; length <= text.length; length++) {
          const soFar = text.slice(0, length);
          const parts = splitAnswer(soFar, length === text.length, { snapshot, mode });
          if (parts) assert.equal(parts.show + parts.later, soFar);
          if (show !== undefined) assert.equal(parts?.show, show);
          show = parts?.show;
        }
        assert.notEqual(show, undefined);
      }),
      { numRuns: 300 },
    );
  });
});
