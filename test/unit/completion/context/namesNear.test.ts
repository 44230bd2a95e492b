import assert from 'node:assert/strict';
import { namesNear, type UsedName } from '../../../../src/completion/context/namesNear';
import { textLines } from '../../../support/completion/textLines';

/** The names near the line of `█`, types with a colon before them. */
function names(screen: string): string {
  const line = screen.slice(0, screen.indexOf('█')).split('\n').length - 1;
  return namesNear(textLines(screen.replace('█', '')), line)
    .map(({ name, wanted }) => `${wanted === 'type' ? ':' : ''}${name}`)
    .join(' ');
}

describe('namesNear', () => {
  const rows: [screen: string, names: string][] = [
    ['const total = addTax(12);█', 'addTax'],
    ['const tax: Tax = load();█', 'load Tax'],
    ['store.█', ':store'],
    ['store?.items.map(each => 1)█', 'map :items :store'],
    ['first();\n\nsecond();█\n', 'second first'],
    ['one();\ntwo();\n█\nthree();\nfour();', 'three two four one'],
    ['one();\ntwo();\n\n\nthree();█', 'three two one'],
    ['class A { constructor() { super(props); require(b) } }█', ''],
    ['userStore.█', ':userStore'],
    ['total = taxRate + 1█', ''],
    ['addTax(1);\naddTax(2);█', 'addTax'],
    ['if (a) return while (b) {█', ''],
    ['// callMe(1)\n# callMe(2)\n * callMe(3)█', ''],
    ['Map<string, Größe>█', 'Größe'],
    ['a = 1 + b;█', ''],
    ['x = name ? .5 : name .b█', ''],
    ['tax?: Tax█', 'Tax'],
    ['Tax.of(1)█', 'Tax'],
    ['ab(1); abc  (2); abc1<T>█', 'abc1 abc'],
    ['-- callMe(1)\n/* callMe(2)█', ''],
    ['x = 1 // callMe(1)█', 'callMe'],
    ['', ''],
  ];
  for (const [screen, expected] of rows) {
    it(`finds "${expected}" in ${JSON.stringify(screen)}`, () => {
      assert.equal(names(screen.includes('█') ? screen : `${screen}█`), expected);
    });
  }

  it('says where a name stands', () =>
    assert.deepEqual(namesNear(textLines('x;\n  🙂.addTax(1)'), 1), [
      { name: 'addTax', line: 1, character: 5, wanted: 'definition' },
    ]));

  it('says of a name that stands at several places the nearest one, and on one line the last', () => {
    const place = ({ line, character }: UsedName): string => `${line}:${character}`;
    assert.deepEqual(namesNear(textLines('addTax(1);\naddTax(2) + addTax(3);'), 1).map(place), ['1:12']);
  });

  it('looks at 25 lines before the cursor and 5 behind it, at 400 characters of each', () => {
    const call = (line: number): string => (line === 4 ? ' '.repeat(400) : '') + `call${line}();`;
    const calls = (...wanted: readonly number[]): string[] => {
      const lines = { count: 100, text: (line: number) => (wanted.includes(line) ? call(line) : '') };
      return namesNear(lines, 25).map(({ name }) => name);
    };
    assert.deepEqual(calls(0, 30), ['call30', 'call0']);
    assert.deepEqual(calls(31, 4), []);
  });

  it('reads little of a large document, and names few', () => {
    let read = 0;
    const found = namesNear({ count: 1_000_000, text: () => `call${read++}(1); other${read}(2);` }, 500_000);
    assert.ok(read <= 31 && found.length === 12);
  });
});
