import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import { nodeBundle } from '../../../scripts/lib/testBundles.mjs';

// V8 keeps the text of a script for as long as it runs: a byte for each character, or two where one of them does not fit into
// a byte. esbuild escapes what stands in strings, and what stands in regular expressions not.

describe('the text of the gateway as it is shipped', () => {
  it('takes a byte for each character', async () => {
    const { outputFiles } = await esbuild.build({
      ...nodeBundle,
      ...{ minify: true, write: false, outdir: 'dist', entryPoints: ['src/gateway/main.ts'] },
      plugins: [
        {
          name: 'loaded-later',
          setup(build) {
            build.onResolve({ filter: /\/(codeTools|otlp)$/ }, ({ path }) => ({ path, external: true }));
          },
        },
      ],
    });
    const [{ text } = { text: '' }] = outputFiles;
    assert.ok(text.length > 100_000);
    assert.deepEqual(
      [...text.matchAll(/.{0,30}[\u0100-\u{10ffff}].{0,30}/gu)].map(([found]) => found),
      [],
    );
  });
});
