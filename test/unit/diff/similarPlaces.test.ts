import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { inSimilarPlaces } from '../../../src/diff/similarPlaces';

const page = `<body>
  <header>
    <h1>Shop</h1>
    <p>All you need.</p>
  </header>
  <main>
    <h2>Cart</h2>
    <ul>
      <li>Apples</li>
      <li>Pears</li>
    </ul>
    <p>Two of each.</p>
  </main>
  <footer>
    <p>Since 1999</p>
  </footer>
</body>
`;

function placed(block: string, into = page): string | undefined {
  return inSimilarPlaces(into.split('\n'), block.split('\n'))?.join('\n');
}

describe('inSimilarPlaces', () => {
  const table: [what: string, block: string, from: string, to: string][] = [
    ['an element without a name', '<ul>\n  <li>Apples</li>\n  <li>Plums</li>\n</ul>', 'Pears', 'Plums'],
    [
      'lines that were added, and lines that went',
      '<main>\n  <h2>Cart</h2>\n  <p>Empty.</p>\n  <p>Come in.</p>\n  <p>Two of each.</p>\n</main>',
      `<ul>
      <li>Apples</li>
      <li>Pears</li>
    </ul>`,
      '<p>Empty.</p>\n    <p>Come in.</p>',
    ],
    [
      'two elements, each in its place',
      '<header>\n  <h1>Market</h1>\n  <p>All you need.</p>\n</header>\n\n<footer>\n  <p>Since 1999</p>\n  <p>Again</p>\n</footer>',
      'Shop|Since 1999</p>',
      'Market|Since 1999</p>\n    <p>Again</p>',
    ],
    [
      'lines for the rest of the file at both ends',
      '<!-- ... -->\n<header>\n  <h1>Shop</h1>\n  <p>Nothing.</p>\n</header>\n\n<!-- ... rest of the page ... -->',
      'All you need.',
      'Nothing.',
    ],
    [
      'an element that is indented as in the file',
      '    <ul>\n      <li>Figs</li>\n      <li>Pears</li>\n    </ul>',
      'Apples',
      'Figs',
    ],
    [
      'an element that is indented deeper than in the file',
      '        <ul>\n          <li>Figs</li>\n          <li>Pears</li>\n        </ul>',
      'Apples',
      'Figs',
    ],
    [
      'two in one with a blank line between them',
      '<ul>\n\n  <li>Apples</li>\n  <li>Figs</li>\n</ul>',
      `<ul>
      <li>Apples</li>
      <li>Pears`,
      `<ul>

      <li>Apples</li>
      <li>Figs`,
    ],
  ];
  for (const [what, block, from, to] of table) {
    it(`puts ${what}, where most of it stands`, () => {
      const wanted = from.split('|').reduce((text, each, at) => {
        assert.ok(text.includes(each), each);
        return text.replace(each, () => to.split('|')[at] ?? '');
      }, page);
      assert.equal(placed(block), wanted);
      assert.equal(fitCode(page, block, 'html'), wanted);
    });
  }

  const nowhere: [what: string, block: string][] = [
    ['what is new', '<nav>\n  <a>Home</a>\n</nav>'],
    [
      'what has less than half of its lines there',
      '<p>One</p>\n<p>Two</p>\n<p>Two of each.</p>\n<p>Three</p>',
    ],
    ['what leaves something out inside', '<ul>\n  <li>Apples</li>\n  <!-- ... -->\n</ul>'],
    ['what stands in places far from each other', '<body>\n<h1>Shop</h1>\n<p>Since 1999</p>\n</body>'],
    [
      'two of which one has no place',
      '<ul>\n  <li>Apples</li>\n  <li>Pears</li>\n</ul>\n\n<nav>\n  <a>Home</a>\n</nav>',
    ],
    ['two in another order', '<p>Two of each.</p>\n\n<p>All you need.</p>'],
    ['nothing but brackets', '{\n}'],
  ];
  for (const [what, block] of nowhere) {
    it(`has no place for ${what}`, () => {
      assert.equal(placed(block), undefined);
    });
  }

  it('takes elements together of which one alone has no place', () => {
    const file = '<p>One</p>\n\n<p>Two</p>\n\n<p>Three</p>\n\n<p>Four</p>\n';
    assert.equal(placed('<p>One</p>\n\n<p>New</p>\n\n<p>Three</p>', file), file.replace('Two', 'New'));
  });

  it('has no place for lines that stand there twice', () => {
    assert.equal(placed('<ul>\n  <li>Apples</li>\n</ul>', `${page}${page}`), undefined);
  });

  it('leaves lines as far to the left as they are, where others move', () => {
    const file = '<div>\n    <pre>\nleft one\nleft two\n    </pre>\n</div>\n';
    const block = '<pre>\nleft one\nleft 2\n</pre>';
    assert.equal(placed(block, file), file.replace('left two', 'left 2'));
  });
});
