import type fc from 'fast-check';
import { rewrites, type Rewrite } from './codeTexts';

/**
 * Rewrites as they are in an editor and on the wire: without lone carriage returns, halves of surrogate pairs and byte
 * order marks. Both sides begin with a line without indentation, so that the model's own counts.
 */
export const editorRewrites: fc.Arbitrary<Rewrite> = rewrites.map(({ original, rewritten }) => ({
  original: `begin();\n${clean(original)}`,
  rewritten: `begin();\n${clean(rewritten)}`,
}));

function clean(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r(?!\n)|\u2028|[\ud800-\udbff](?![\udc00-\udfff])/g, '')
    .replaceAll('\r\n', '\n');
}
