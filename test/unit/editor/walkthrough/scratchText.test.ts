import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/common/log';
import { systemClock } from '../../../../src/common/systemClock';
import { scratchEnd, scratchText } from '../../../../src/editor/walkthrough/scratchText';
import { CodeBase } from '../../../../src/engines/local/codeBase';
import { Recall } from '../../../../src/engines/local/recall';

describe('the scratch file', () => {
  /** What the embedded engine shows behind a text, alone in an untitled file. */
  const suggestion = (prefix: string): string => {
    const recall = new Recall(new CodeBase(undefined, systemClock, silentLog), systemClock);
    const form = {
      kind: 'cursor' as const,
      path: 'Untitled-1',
      language: 'typescript',
      prefix,
      suffix: scratchEnd,
    };
    const { text } = recall.complete(form, 50);
    recall.dispose();
    return text;
  };

  it('has a suggestion where the cursor is put, without a model', () => {
    assert.match(suggestion(scratchText), /^let total = 0;/);
  });

  it('carries the name over in the loop', () => {
    const typed = `${scratchText}let total = 0;\n  for (const item of items) {\n    total += `;
    assert.match(suggestion(typed), /^item\.deposit \* item\.quantity;/);
  });
});
