import type { TextEdit } from '../../../src/diff/textEdit';
import type { NextEdit } from '../../../src/nextEdit/nextEdit';
import type { PictureText } from '../../../src/editor/nextEdit/picture';

/** A text, and an edit of it. */
export interface MarkedEdit {
  readonly text: string;
  readonly edit: NextEdit;
}

/** Reads a screen on which each change stands as `⟦before→after⟧`, and the rest of the text around it. */
export function marked(screen: string): MarkedEdit {
  const edits: TextEdit[] = [];
  let text = '';
  for (const piece of screen.split(/(⟦[^⟧]*⟧)/)) {
    if (!piece.startsWith('⟦')) {
      text += piece;
      continue;
    }
    const [before = '', after = ''] = piece.slice(1, -1).split('→');
    edits.push({ offset: text.length, length: before.length, text: after });
    text += before;
  }
  return { text, edit: { uri: 'file:///a.ts', edits, kind: 'rename', confidence: 0.9 } };
}

/** Writes a text with its edit as `marked` reads it. */
export function withMarks(text: string, { edits }: NextEdit): string {
  let out = '';
  let at = 0;
  for (const { offset, length, text: after } of edits) {
    out += `${text.slice(at, offset)}⟦${text.slice(offset, offset + length)}→${after}⟧`;
    at = offset + length;
  }
  return out + text.slice(at);
}

/** A text as edits are drawn in it. */
export function pictureOf(text: string, tabSize = 4): PictureText {
  const lines = text.split('\n');
  return {
    lineCount: lines.length,
    lineAt: line => lines[line] ?? '',
    positionAt: offset => {
      const before = text.slice(0, offset).split('\n');
      return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    },
    tabSize,
  };
}
