import assert from 'node:assert/strict';
import { cursorInput, staticInput } from '../../../src/completion/prompt';
import type { ResponseInputItem } from '../../../src/protocol/wire';
import { textParts } from '../../../src/protocol/inputText';
import { at } from '../../support/completion/cursorText';

/** Input items as one reads them: who says what. */
function script(items: readonly ResponseInputItem[]): string {
  const received = items.map(item =>
    'role' in item
      ? {
          role: item.role,
          content:
            'content' in item && Array.isArray(item.content)
              ? item.content.flatMap(part => ('text' in part ? [{ type: part.type, text: part.text }] : []))
              : [],
        }
      : {},
  );
  return textParts(received)
    .map(({ role, text }) => `[${role}]\n${text}`)
    .join('\n');
}

describe('prompt', () => {
  it('reads like this', () => {
    const documents = [
      { kind: 'document' as const, path: 'src/b.ts', language: 'typescript', text: 'export const b = 1;\n' },
    ];
    const prompt = script([
      ...staticInput(documents),
      ...cursorInput(at('import { b } from "./b";\nlet a = █;\n')),
    ]);
    assert.equal(
      prompt,
      `[developer]
You complete code at a cursor inside an editor while a person types.
The last message holds one file around the cursor, as it is now; the same file may stand before it as it was a moment ago. The cursor is the marker <|cursor|>, or the one named in the marker attribute.
Write only the text that belongs at the cursor, between <fill> and </fill>. Do not repeat text that stands before the cursor or behind it.
Follow the indentation, names and style of the file. Stop at the end of the statement or block being written.
If nothing useful can be added, answer <fill></fill>. No explanations, no Markdown.
[user]
<document path="src/b.ts" language="typescript">
export const b = 1;

</document>
[user]
<cursor path="a.ts" language="typescript">
import { b } from "./b";
let a = <|cursor|>;

</cursor>`,
    );
  });

  it('keeps the static part the same from key to key', () => {
    assert.deepEqual(staticInput([]), staticInput([]));
    assert.deepEqual(script(staticInput([])).match(/\[\w+\]/g), ['[developer]']);
  });
});
