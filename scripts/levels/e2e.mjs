// @ts-check
// The compiled suite out/test/e2e, in Node: a browser types into VS Code, the DOM is read.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ensureBrowser } from '../host/browser.mjs';
import { e2eFacts } from '../host/e2eFacts.mjs';
import { ensureServerHost } from '../host/serverInstall.mjs';
import { patientSettings, startServerHost } from '../host/server.mjs';
import { stillSettings } from '../host/stillPage.mjs';
import { runMocha } from '../lib/mocha.mjs';
import { inCache, inRoot, root } from '../lib/paths.mjs';

/** Other extensions: one that suggests where a test wants it, a language service, and one that tidies windows up between tests. */
const others = ['rival', 'shapes', 'keeper'].map(name => inRoot('test', 'support', name));

/** Many times what any test takes: a busy machine must not fail one. In ms. */
const testTimeout = 240_000;

const settings = {
  ...patientSettings,
  ...stillSettings,
  // What an earlier test has done in the window is no help to a later one.
  'workbench.editor.restoreViewState': false,
  'workbench.commandPalette.history': 0,
  'search.quickOpen.includeHistory': false,
};

/** Programs that stand in for those a person may have installed. */
function withPrograms() {
  const folder = inRoot('test', 'support', 'llama', 'bin');
  return { ...process.env, PATH: [folder, process.env['PATH']].join(path.delimiter) };
}

/**
 * @param {{ grep?: string | undefined, file?: string | undefined, packed?: boolean | undefined }} [options] `file`: a test
 *   file, or a part of its name; `packed`: against codex-spark-live.vsix, installed, and not against these sources
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function endToEnd({ grep, file, packed = false } = {}) {
  const browser = await ensureBrowser();
  await ensureServerHost();
  const host = await startServerHost({
    label: 'e2e',
    extension: packed ? others : [root, ...others],
    ...(packed ? { vsix: inRoot('codex-spark-live.vsix') } : {}),
    settings,
    env: withPrograms(),
  });
  try {
    await rm(inCache('e2e'), { recursive: true, force: true });
    return await runMocha('e2e', {
      file,
      args: [
        `--timeout=${testTimeout}`,
        `--reporter-option=logs=${host.logs}`,
        ...(grep === undefined ? [] : [`--grep=${grep}`]),
      ],
      env: {
        ...process.env,
        ...e2eFacts(host, browser),
      },
    });
  } finally {
    await host.stop();
  }
}
