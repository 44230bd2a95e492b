import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { BlockReader } from '../../../../src/webview/chat/markdown/blockReader';
import { paragraphCap } from '../../../../src/webview/chat/markdown/leafWriter';
import { HtmlSink, plainHtml } from '../../../support/chat/htmlSink';

// What it is compared with. Reference definitions stay text in a stream.
const peer = new MarkdownIt({ html: false }).disable(['reference', 'linkify', 'replacements', 'smartquotes']);

function read(pieces: readonly string[]): string {
  const sink = new HtmlSink(text => peer.renderInline(text));
  const reader = new BlockReader(sink);
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return plainHtml(sink.html());
}

const peerHtml = (text: string): string => plainHtml(peer.render(text).replaceAll(/<(hr|br) ?\/?>/g, '<$1>'));

const answers: Readonly<Record<string, string>> = {
  paragraphs: 'One.\nStill one.\n\nTwo.',
  'a hard break': 'a  \nb\\\nc',
  headings: '# One\ntext\n## Two ##\nThree\n===\nFour\n---\n#hashtag',
  'emphasis at the beginning of a line': '**Bold** start\n\n*it* too\n\n_so_',
  'a bullet list': '- a\n- b\n  more of b\n- c',
  'an ordered list that starts at 3': '3. a\n4. b\n\nend',
  'a loose list': '- a\n\n- b\n\n- c',
  'lists in lists': '1. a\n   - b\n     - c\n   - d\n2. e',
  'list then paragraph': '- a\n- b\n\nText.',
  'two lists by another mark': '- a\n- b\n* c',
  'code in an item': '1. Do:\n   ```js\n   const a = 1;\n\n     indented();\n   ```\n2. Done.',
  'paragraphs in an item': '- a\n\n  second\n\n- b',
  'a fence': '```ts\nconst a = `x`;\n\n# no heading\n```\nafter',
  'a fence without an end': '```\nabc\ndef',
  'a fence of tildes around backticks': '~~~md\n```\nx\n```\n~~~',
  'a longer fence': '````\n```\n````',
  'an empty fence': '```\n```',
  'inline code at the beginning of a line': '`a` is\n``b`` too',
  'indented code': 'text\n\n    a\n\n    b\n\nmore',
  quotes: '> a\n> b\n\n> c\n>\n> d\nlazy',
  'quotes in quotes': '> > a\n> b\n\nc',
  'a list in a quote': '> - a\n> - b\n>\n> end',
  'code in a quote': '> ```\n> a\n>  b\n> ```\n> c',
  'a rule': 'a\n\n---\n\n***\n\n- - -\nb',
  'a table': '| a | b |\n|---|:-:|\n| 1 | 2 |\n| `x\\|y` | 3 | 4 |\n| 5\n\nend',
  'a table after a line': 'Text:\n\n| a |\n| - |\n| 1 |',
  'a table without outer bars': 'a | b\n--|--\n1 | 2\n# Title',
  'a year is no list': 'In\n1986. It was',
  'a number is no list': 'of 2\n2. not a list',
  'html is text': '<script>alert(1)</script>\n\n<div onclick="x">\n**b**\n</div>',
  'a lonely dash': 'a\n\n-\n\nb',
  'an empty item': '- a\n-\n- c',
  tabs: '-\ta\n\n\tb\n\n\tcode? no',
  'windows lines': 'a\r\nb\r\n\r\n```\r\nc\r\n```\r\n- d\r\n',
  'a list without blank before it': 'Steps:\n- a\n- b\n1. c',
};

/** Where models write fences that CommonMark reads in another way, and how they are meant. */
const meant: Readonly<Record<string, readonly [answer: string, canonical: string]>> = {
  'a block in a block': [
    '```md\n# A\n```sh\nb\n```\nc\n```\nend',
    '````md\n# A\n```sh\nb\n```\nc\n````\nend',
  ],
  'a block in a block of an item': [
    '- ```md\n  ```sh\n  b\n  ```\n  ```\n- end',
    '- ````md\n  ```sh\n  b\n  ```\n  ````\n- end',
  ],
  'a fence that is indented': ['```yml\na: |\n  ```\n```\nend', '````yml\na: |\n  ```\n````\nend'],
  'a sentence behind the fence': ['```ts\na\n``` That is **all**.\n', '```ts\na\n```\nThat is **all**.'],
};

describe('reading blocks from a stream', () => {
  for (const [name, [answer, canonical]] of Object.entries(meant)) {
    it(`reads ${name} as it is meant, however it is cut`, () => {
      assert.equal(read([answer]), peerHtml(canonical));
      assert.equal(read([...answer]), peerHtml(canonical));
    });
  }

  for (const [name, answer] of Object.entries(answers)) {
    it(`reads ${name} as markdown-it does`, () => {
      assert.equal(read([answer]), peerHtml(answer));
    });
    it(`reads ${name} the same character by character`, () => {
      assert.equal(read([...answer]), read([answer]));
    });
  }

  const line = fc.oneof(
    fc.constantFrom(...Object.values(answers).flatMap(answer => answer.split('\n'))),
    fc.string({ unit: fc.constantFrom(...'ab `~#*-+_=|:>\\\t1.)[]<&') }),
  );
  const text = fc.array(line, { maxLength: 14 }).map(lines => lines.join('\n'));

  it('gives the same blocks however the text is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (whole, cuts) => {
        const places = [...new Set(cuts.map(cut => cut % (whole.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((at, i) => whole.slice(at, places[i] ?? whole.length));
        assert.equal(read(pieces), read([whole]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('parts a long paragraph, the same way however it is cut, and loses nothing', () => {
    const words = 'lorem ipsum '.repeat(2_000);
    const whole = read([words]);
    assert.ok(read(words.match(/[^]{1,7}/g) ?? []) === whole);
    assert.ok((whole.match(/<p>/g) ?? []).length >= words.length / paragraphCap);
    assert.equal(whole.replaceAll(/<\/?p>|\s/g, ''), words.replaceAll(' ', ''));
    const unbroken = 'x'.repeat(50_000);
    assert.equal(read([unbroken]).replaceAll(/<\/?p>|\s/g, ''), unbroken);
  });

  it('keeps what is nested deeper than anyone writes, as text', () => {
    const html = read([`${'>'.repeat(10_000)} deep`]);
    assert.equal((html.match(/<blockquote>/g) ?? []).length, 24);
    assert.match(html, /(?:&gt;){100} deep/);
    const lists = read([`${'- '.repeat(400)}deep`]);
    assert.match(lists, /deep/);
  });
});
