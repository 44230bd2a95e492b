import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { closedMarkdown } from '../../../../src/chat/model/closedMarkdown';

const reader = new MarkdownIt({ html: true });
const mark = '## the mark';
/** Whether what follows a text stands by itself. */
const standsAlone = (text: string): boolean => {
  const last = reader.parse(`${text}\n\n${mark}`, {}).slice(-3);
  return last[0]?.type === 'heading_open' && last[0].level === 0 && last[1]?.content === 'the mark';
};

describe('closedMarkdown', () => {
  for (const [text, wanted] of [
    ['nothing open', 'nothing open'],
    ['```ts\nlet a', '```ts\nlet a\n```'],
    ['````\n```\n', '````\n```\n````'],
    ['  ~~~~ py\nx\n~~~', '  ~~~~ py\nx\n~~~\n~~~~'],
    ['```\nclosed\n````', '```\nclosed\n````'],
    ['`` ` ``', '`` ` ``'],
    ['<!-- note', '<!-- note\n-->'],
    ['<!-- note -->', '<!-- note -->'],
    ['<SCRIPT type="x">\na', '<SCRIPT type="x">\na\n</script>'],
    ['- one\n  ```\n  two', '- one\n  ```\n  two'],
    ['- one\n```\ntwo', '- one\n```\ntwo\n```'],
    ['> ```\n> a', '> ```\n> a'],
    ['text\n2. ```\n```', 'text\n2. ```\n```\n```'],
    ['    ```\n', '    ```\n'],
    ['', ''],
  ] as const) {
    it(`closes ${JSON.stringify(text)}`, () => {
      assert.equal(closedMarkdown(text), wanted);
      assert.ok(standsAlone(wanted));
    });
  }

  it('closes what is open and nothing else, in any text', () => {
    const piece = fc.constantFrom(
      ...[
        '```',
        '````',
        '~~~',
        '~~~~',
        '``',
        '```ts',
        '~~~ a `b`',
        '``` a `b`',
        '- ',
        '-',
        '* ',
        '1. ',
        '2) ',
        '10. ',
        '> ',
        '>',
      ],
      ...[
        '  ',
        '   ',
        '    ',
        ' ',
        '\t',
        'text',
        '<!--',
        '-->',
        '<?',
        '?>',
        '<![CDATA[',
        ']]>',
        '<!a',
        '>',
        '<pre>',
        '</pre>',
      ],
      ...['<script', '</script>', '<div>', '# h', '---', '===', '***', '', '-->text', '+ ', '+'],
    );
    const line = fc.array(piece, { maxLength: 4 }).map(pieces => pieces.join(''));
    const text = fc.tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'));
    fc.assert(
      fc.property(text, ([lines, end]) => {
        const open = lines.join(end);
        const closed = closedMarkdown(open);
        assert.ok(standsAlone(closed), `still open: ${JSON.stringify(closed)}`);
        assert.equal(closed === open, standsAlone(open), `closed for nothing: ${JSON.stringify(closed)}`);
      }),
      { seed: 14, numRuns: 5_000 },
    );
  }).timeout(60_000);
});
