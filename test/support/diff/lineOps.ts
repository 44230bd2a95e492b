import assert from 'node:assert/strict';
import type { LineOp } from '../../../src/diff/streamingDiff';

/** What operations make of the text they are about; what they do not speak of stays. */
export function applyOps(before: string, ops: readonly LineOp[]): string {
  let at = 0;
  let out = '';
  for (const { kind, lines } of ops) {
    const text = lines.join('');
    if (kind !== 'insert') assert.equal(before.slice(at, (at += text.length)), text);
    if (kind !== 'delete') out += text;
  }
  return out + before.slice(at);
}
