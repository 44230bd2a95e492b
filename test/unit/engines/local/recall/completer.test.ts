import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { completeAt } from './completing';

const cart = `import { formatPrice } from './format';
import { Product } from './product';

export class Cart {
  add(product: Product): void {
    const line = this.lines.find(line => line.product.id === product.id);
    this.lines.push({ product, quantity: 1 });
  }
}
`;

const boxes = `export function addWidth(box: Box, width: number): Box {
  if (width < 0) throw new RangeError('width must not be negative');
  return { ...box, width: box.width + width };
}

`;

const moreBoxes = `${boxes}${boxes.replaceAll('Width', 'Depth').replaceAll('width', 'depth')}`;

/** name, text with the cursor, what is proposed */
const cases: readonly (readonly [string, string, string])[] = [
  ['repeated imports', 'import { formatPrice }█', " from './format';\nimport { Product } from './product';"],
  ['the rest of a word', 'this.lines.pu█', 'sh({ product, quantity: 1 });'],
  ['a word from the middle of it', 'this.li█nes.push({ product, quantity: 1 });', ''],
  ['a word the cursor is inside of', 'this.l█es.push(1);', 'in'],
  ['what follows a blank without a second one', 'import { Product } █', "from './product';"],
  ['what stands before auto-closed brackets', 'this.lines.push(█)', '{ product, quantity: 1 }'],
  [
    'what joins the text on the right',
    'const line = this.█(line => line.product.id === product.id);',
    'lines.find',
  ],
  ['nothing that the line has already', 'const line = █this.lines.find(line => 1);', ''],
  ['nothing where the right text cannot be joined', 'this.lines.█ + 1', ''],
  ['nothing at the end of a finished line', "import { Product } from './product';█", ''],
  ['nothing that the next line begins with', "import { Product }█\n from './product';", ''],
  ['nothing where nothing is known', 'zebra(█', ''],
  ['nothing in an empty file', '█', ''],
];

describe('completer', () => {
  for (const [name, text, expected] of cases) {
    it(`proposes ${name}`, () =>
      assert.equal(completeAt(text, [cart, cart, cart, cart], { least: 0.2, wanted: 0.25 }), expected));
  }

  it('does not repeat the line below', () => {
    const before = 'add(a);\nremove(a);\ndone(a);\n\n'.repeat(3);
    const gate = { wanted: 0.5 };
    assert.equal(completeAt(`${before}add(a);\nrem█`, [], gate), 'ove(a);\ndone(a);');
    assert.equal(completeAt(`${before}add(a);\nrem█\ndone(a);`, [], gate), 'ove(a);');
    assert.equal(completeAt(`${before}add(a);\n█\nremove(a);\ndone(a);`, [], gate), '');
  });

  it('proposes the body of functions that are analogous in its own names, of a single one the first line', () => {
    const first = "if (height < 0) throw new RangeError('height must not be negative');";
    const second = 'return { ...box, height: box.height + height };';
    const own = 'export function addHeight(box: Box, height: number): Box {\n  ';
    assert.equal(completeAt(`${moreBoxes}${own}█\n}`), `${first}\n  ${second}`);
    assert.equal(completeAt(`${boxes}${own}█\n}`), first);
  });

  it('proposes a word where what follows up to the bracket on the right is less certain', () => {
    const charts = readFileSync('samples/workspace/web/charts.js', 'utf8');
    for (const right of ['', ')'])
      assert.match(completeAt(`${charts}\n\nexport function drawDeposits(ite█${right}`), /^ms/);
  });

  it('keeps one line where code goes on below', () => {
    assert.equal(
      completeAt(`${boxes}export function addHeight(box: Box, height: number): Box {\n  █\n  return box;\n}`),
      "if (height < 0) throw new RangeError('height must not be negative');",
    );
  });

  const block = "it('a', () => {\n  const cart = new Cart();\n  cart.add(1);\n  cart.add(2);\n});\n";
  const indents: readonly (readonly [string, string])[] = [
    ['two blanks', '  '],
    ['four blanks', '    '],
    ['a tab', '\t'],
  ];
  for (const [name, unit] of indents) {
    it(`indents recalled lines with ${name} where the file does`, () => {
      const outer = `describe('x', () => {\n${unit}it('b', () => {\n${unit}${unit}const cart█`;
      assert.equal(
        completeAt(outer, [block]),
        ` = new Cart();\n${unit}${unit}cart.add(1);\n${unit}${unit}cart.add(2);`,
      );
    });
  }

  it('ends lines as the file does', () => {
    const answer = completeAt("it('b', () => {\r\n  const cart█", [block]);
    assert.equal(answer, ' = new Cart();\r\n  cart.add(1);\r\n  cart.add(2);');
  });

  it('proposes nothing below the gate', () => {
    const split = ['go(north);', 'go(south);', 'go(east);', 'go(west);'];
    assert.equal(completeAt('go(█', split), '');
    assert.notEqual(completeAt('go(█', split, { least: 0.01, wanted: 0.01 }), '');
  });

  it('closes what it opens or does not open it', () => {
    const unsure = ['send(pack(left), 1);', 'send(pack(right), 2);', 'send(pack(other), 3);'];
    for (const gate of [0.2, 0.4, 0.6, 0.8]) {
      const answer = completeAt('sen█', unsure, { least: gate / 2, wanted: gate });
      assert.equal(answer.split('(').length, answer.split(')').length, answer);
    }
  });

  const line = fc.constantFrom(
    'const a = b(c);',
    'if (a) {',
    '  return a;',
    '}',
    "import x from './x';",
    'call(a, b)',
    '  a.b.c();',
    '',
    'else {',
    '"q',
  );
  const text = fc.array(line, { minLength: 3, maxLength: 40 }).map(lines => lines.join('\n'));

  it('never proposes what stands right of the cursor already, whatever the text', () => {
    fc.assert(
      fc.property(text, fc.nat(), (code, place) => {
        const at = place % (code.length + 1);
        const suffix = code.slice(at);
        const answer = completeAt(`${code.slice(0, at)}█${suffix}`, [], { least: 0.1, wanted: 0.1 });
        assert.ok(answer === '' || !suffix.startsWith(answer), answer);
        assert.ok(answer === '' || !suffix.trimStart().startsWith(answer.trim()), answer);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answer each time', () => {
    fc.assert(
      fc.property(text, code => {
        const cut = Math.floor(code.length / 2);
        const at = `${code.slice(0, cut)}█${code.slice(cut)}`;
        assert.equal(completeAt(at, [cart]), completeAt(at, [cart]));
      }),
      { numRuns: 50 },
    );
  });
});
