import type { BlockSink } from '../../../src/webview/chat/markdown/blocks';

/** Writes down what a reader of blocks finds, one call a line. */
export function blockLog(): { readonly sink: BlockSink; readonly lines: string[] } {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  return {
    lines,
    sink: {
      open: container => note(`open ${container.kind}`),
      close: () => note('close'),
      loosen: () => note('loosen'),
      begin: leaf => note(`begin ${leaf.kind}${'continued' in leaf && leaf.continued ? ' continued' : ''}`),
      text: text => note(`text ${JSON.stringify(text)}`),
      keep: length => note(`keep ${length}`),
      end: closed => note(`end ${closed ? 'closed' : 'open'}`),
      promote: level => note(`promote ${level}`),
      rule: () => note('rule'),
      table: (before, header) => note(`table ${JSON.stringify(before)} ${header.join('|')}`),
      row: cells => note(`row ${cells.join('|')}`),
      endTable: () => note('end table'),
    },
  };
}
