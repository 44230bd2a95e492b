import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { exists, pathsIn } from '../../support/docPaths';

// What the documents name is there: a reader must not be sent to a file that has moved.

const skipped = new Set(['.git', '.cache', 'dist', 'node_modules', 'out']);

/** All files of this repository, relative to it, with slashes. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const place = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [place];
    return skipped.has(entry.name) ? [] : filesUnder(place);
  });
}

const files = filesUnder('.');

/** Names in the documents that are examples of what people have, by document. */
const examples: Readonly<Record<string, readonly string[]>> = {
  'docs/inline-suggestions.md': ['secrets.ts'],
  'docs/upstreams/other.md': ['hosted_vllm/', 'openai/'],
};

const lost = (document: string, text: string): string[] =>
  pathsIn(text)
    .filter(named => !examples[document]?.includes(named.path))
    .filter(named => !exists(named, path.posix.dirname(document).replace(/^\.$/, ''), files))
    .map(({ line, path: name }) => `${document}:${line} ${name}`);

describe('the documents', () => {
  const documents = files.filter(
    file => file.endsWith('.md') && !/^(?:test|samples|bench\/corpus|CHANGELOG)/.test(file),
  );

  it('name paths that exist', () => {
    assert.ok(documents.includes('README.md') && documents.includes('docs/architecture.md'));
    assert.deepEqual(
      documents.flatMap(document => lost(document, readFileSync(document, 'utf8'))),
      [],
    );
  });

  it('would be refused with a path that leads nowhere', () => {
    const text = [
      '[a](architecture.md#rooms) [b](../README.md) [c](nowhere.md) [d](https://code.visualstudio.com/x.md)',
      '`src/session` `src/nowhere` `test/unit/nowhere.test.ts` `session/` `nowhere/` `npm run nowhere`',
      '`layers.test.ts` `nowhere.ts` `scripts/*.mjs` `scripts/*.nowhere` `dist/gateway.js` `.ssh/`',
      '```sh',
      'npm run test:unit -- src/nowhere.ts test/unit/scripts/layers.test.ts --grep nowhere.ts',
      '```',
      '```ts',
      '// src/nowhere.ts',
      '```',
    ];
    assert.deepEqual(lost('docs/x.md', text.join('\n')), [
      'docs/x.md:1 nowhere.md',
      'docs/x.md:2 src/nowhere',
      'docs/x.md:2 test/unit/nowhere.test.ts',
      'docs/x.md:2 nowhere/',
      'docs/x.md:3 nowhere.ts',
      'docs/x.md:3 scripts/*.nowhere',
      'docs/x.md:5 src/nowhere.ts',
    ]);
  });
});
