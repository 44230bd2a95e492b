import MarkdownIt, { type Token } from 'markdown-it';

/** What ends the kinds of HTML that go on over empty lines; elements such as `<pre>` besides, all others end at one. */
const htmlClosers: readonly (readonly [begin: string, closer: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
];

const follower = '# x';
let reader: ReturnType<typeof blockReader> | undefined;

function blockReader() {
  const markdown = new MarkdownIt({ html: true });
  markdown.core.ruler.enableOnly(['normalize', 'block']);
  return markdown;
}

/** The blocks of a text, without what is in their lines. */
function blocksOf(text: string): Token[] {
  reader ??= blockReader();
  return reader.parse(text, {});
}

/**
 * Markdown that nothing behind it becomes a part of: code and HTML that it leaves open are closed. What is open inside of a
 * list or a quotation ends with that, by itself.
 */
export function closedMarkdown(text: string): string {
  const [heading] = blocksOf(`${text}\n\n${follower}`).slice(-3);
  if (heading?.type === 'heading_open' && heading.level === 0) return text;
  const closer = closerOf(blocksOf(text).at(-1));
  return closer === undefined ? text : `${text}${/[\r\n]$/.test(text) ? '' : '\n'}${closer}`;
}

function closerOf(open: Token | undefined): string | undefined {
  if (open?.type === 'fence') return open.markup;
  if (open?.type !== 'html_block') return undefined;
  const html = open.content.trimStart();
  const name = /^<([a-z]+)/i.exec(html)?.[1];
  if (name !== undefined) return `</${name.toLowerCase()}>`;
  return htmlClosers.find(([begin]) => html.startsWith(begin))?.[1];
}
