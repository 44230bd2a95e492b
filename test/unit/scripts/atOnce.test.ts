import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { budgets } from '../../../scripts/lib/packedFiles.mjs';
import { nodeBundle } from '../../../scripts/lib/testBundles.mjs';

// VS Code waits for what the extension loads at once when a window opens. The rest is read when it is needed.

describe('what is loaded when a window opens', () => {
  let inputs: readonly { readonly file: string; readonly bytes: number }[];

  before(async () => {
    const { metafile } = await build({
      ...nodeBundle,
      ...{ format: 'esm', splitting: true, minify: true, write: false, metafile: true, outdir: 'dist' },
      ...{ entryPoints: ['src/extension.ts'], external: ['vscode'] },
    });
    const { outputs } = metafile;
    const atOnce = new Set(['dist/extension.js']);
    for (const output of atOnce) {
      for (const { kind, path, external } of outputs[output]?.imports ?? [])
        if (kind === 'import-statement' && external !== true) atOnce.add(path);
    }
    inputs = [...atOnce].flatMap(output =>
      Object.entries(outputs[output]?.inputs ?? {}).map(([file, { bytesInOutput }]) => ({
        file,
        bytes: bytesInOutput,
      })),
    );
  });

  it('keeps to its budget', () => {
    const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
    assert.ok(bytes < budgets.atOnce, `${bytes} bytes, more than ${budgets.atOnce}`);
  });

  const later: [what: string, file: RegExp][] = [
    ['the chat', /^src\/chat\/(?:chatRoom|model\/dialogue|store)/],
    ['the reader of Markdown', /markdown-it/],
    ['rewrites', /^src\/editor\/edit\/(?:live|view|answers)\//],
    ['next edits', /^src\/(?:editor\/nextEdit\/nextEditHost|nextEdit\/predict)/],
    ['what was changed of late', /^src\/(?:nextEdit\/history|diff)\//],
    ['gathering context', /^src\/editor\/context\//],
    ['the reader of ignore files', /node_modules\/ignore\//],
    ['imports', /^src\/editor\/imports\/importOffer/],
    ['Connect a Model', /^src\/editor\/connect\/(?:wizard|connectModel|presets)/],
    ['Test the Connection', /^src\/editor\/diagnosis\/(?:diagnose|networkSteps)/],
    ['the code of WebSockets', /node_modules\/ws\//],
    ['the session view', /^src\/editor\/sessionView\/sessionPanel/],
    ['the scratch file', /^src\/editor\/walkthrough\//],
    ['removing data', /^src\/editor\/removal\//],
  ];
  for (const [what, file] of later) {
    it(`holds nothing of ${what}`, () =>
      assert.deepEqual(
        inputs.filter(input => file.test(input.file)).map(input => input.file),
        [],
      ));
  }
});
