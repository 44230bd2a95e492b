import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelMoment } from '../../../../src/nextEdit/prompt/modelMoment';
import { nextEditInstructions, nextEditQuestion } from '../../../../src/nextEdit/prompt/nextEditPrompt';
import { readForm } from '../../../../src/protocol/promptForms';
import { matchesGolden } from '../../../support/golden';

/** A moment whose cursor is written as `█`. */
function moment(screen: string, more: Partial<ModelMoment> = {}): ModelMoment {
  const cursor = screen.indexOf('█');
  const active = {
    uri: 'file:///code/shop/src/cart.ts',
    languageId: 'typescript',
    text: screen.replace('█', ''),
  };
  return { active, cursor, others: [], recentDiffs: [], ...more };
}

function partsOf(asked: ModelMoment): string[] {
  const question = nextEditQuestion(asked);
  assert.ok(question);
  return question.input.flatMap(item =>
    'content' in item && Array.isArray(item.content)
      ? item.content.flatMap(part => ('text' in part && typeof part.text === 'string' ? [part.text] : []))
      : [],
  );
}

describe('nextEditQuestion', () => {
  it('reads like this: what was changed, where else it may matter, and the window around the cursor', () => {
    const parts = partsOf(
      moment('export function total(items: Item[]): number {\n  return sum(items)█;\n}\n', {
        others: [
          {
            uri: 'file:///code/shop/test/cart.test.ts',
            languageId: 'typescript',
            text: "it('adds', () => {\n  equal(count([one]), 1);\n});\n\nit('does more', () => {});\n",
          },
        ],
        recentDiffs: [
          {
            uri: 'file:///code/shop/src/cart.ts',
            diff: '@@ -1,2 +1,2 @@\n-export function count(items: Item[]): number {\n+export function total(items: Item[]): number {\n   return sum(items);',
          },
        ],
      }),
    );
    matchesGolden(
      'test/unit/nextEdit/prompt/golden/question.txt',
      [nextEditInstructions, ...parts].join('\n\n----\n\n'),
    );
  });

  it('shows places of the same file that are far away, and none twice', () => {
    const far = `one();\n${'// line\n'.repeat(200)}  fooBar(1);\n  fooBar(2);\n${'// line\n'.repeat(20)}`;
    const parts = partsOf(
      moment(`fooBaz(█);\n${far}`, {
        recentDiffs: [{ uri: 'file:///code/shop/src/cart.ts', diff: '@@ -1 +1 @@\n-fooBar();\n+fooBaz();' }],
      }),
    );
    assert.equal(parts.length, 3);
    const snippet = readForm(parts[1] ?? '');
    assert.ok(snippet?.kind === 'snippet');
    assert.deepEqual(snippet.lines, { first: 200, last: 206 });
    assert.match(snippet.text, /fooBar\(1\);\n {2}fooBar\(2\);/);
  });

  it('uses other marks where the code holds the usual ones', () => {
    const [part = ''] = partsOf(moment("say('<|edit|>█<|cursor|>');\n"));
    assert.match(part, /marks="1"/);
    const form = readForm(part);
    assert.ok(form?.kind === 'window');
    assert.deepEqual([form.before, form.after], ["say('<|edit|>", "<|cursor|>');\n"]);
  });

  it('is not asked where the line is endless', () => {
    assert.equal(nextEditQuestion(moment(`${'x'.repeat(4_000)}█`)), undefined);
  });

  it('shows the document as it is, the cursor where it is, within bounds', () => {
    const line = fc.oneof(fc.constantFrom('', '\r', 'a', '🙂', '<|edit|>'), fc.string({ maxLength: 400 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 120 }), fc.nat(), (lines, place) => {
        const text = lines.join('\n');
        const cursor = place % (text.length + 1);
        const active = { uri: 'untitled:Untitled-1', languageId: 'x', text };
        const question = nextEditQuestion({ active, cursor, others: [], recentDiffs: [] });
        if (!question) return;
        const { content } = (question.input[0] ?? {}) as { content?: readonly { text: string }[] };
        const form = readForm(content?.at(-1)?.text ?? '');
        assert.ok(form?.kind === 'window');
        const { above, before, after, below } = form;
        const { start, end } = question.window;
        assert.equal(above + before + after + below, text.slice(start, end));
        assert.equal(start + above.length + before.length, cursor);
        assert.equal(form.line, text.slice(0, start).split('\n').length);
        for (const edge of [start, start + above.length]) assert.ok(edge === 0 || text[edge - 1] === '\n');
        assert.ok(above.length + before.length + after.length + below.length <= 8_000);
      }),
      { numRuns: 300, seed: 19 },
    );
  });
});
