import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { freePort, startServerHost, type ServerHost } from '../../scripts/host/server.mjs';
import { until, VsCodePage } from '../../scripts/host/vscodePage.mjs';
import { workbenchUrl } from '../../scripts/host/workbenchUrl.mjs';
import { inRoot, root } from '../../scripts/lib/paths.mjs';
import { mustRun } from '../../scripts/lib/run.mjs';
import { FrameRecorder } from './frames';

/** Nothing but inline suggestions may react to a key. The same in every arm. */
const quietEditor = {
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.parameterHints.enabled': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'keep',
  'editor.formatOnType': false,
  'editor.occurrencesHighlight': 'off',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.stickyScroll.enabled': false,
  'files.trimTrailingWhitespace': false,
  'workbench.sideBar.location': 'right',
  'codexSpark.nextEdit.mode': 'off',
  'codexSpark.nextEdit.useModel': false,
};

/** Long enough for anything under way on a busy machine, in ms. */
const patience = 30_000;

/** A real VS Code with this extension, the bare ones and the probe, and one window of it. */
export interface BenchEditor {
  readonly vscode: VsCodePage;
  readonly frames: FrameRecorder;
  readonly folder: string;
  /** Which VS Code it is. */
  readonly version: string;
  /** Sets these besides the settings the window was opened with; resolves when the extension host has them. */
  readonly configure: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Runs a command inside the extension host; what it resolves to comes back as JSON. */
  readonly command: (id: string, ...args: readonly unknown[]) => Promise<unknown>;
  /** Asks the probe inside the extension host; see `bench/support/probe`. */
  readonly probe: (question: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * Builds the extension as it is published, starts VS Code and opens a window with these files.
 * @param endpointPort the endpoint whose sockets the probe watches
 */
export async function openEditor(
  label: string,
  files: Readonly<Record<string, string>>,
  endpointPort: number,
  settings: Readonly<Record<string, unknown>>,
): Promise<BenchEditor> {
  await mustRun(process.execPath, [inRoot('esbuild.config.mjs'), '--production'], { cwd: root });
  const probePort = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'codex-spark-bench-'));
  let host: ServerHost | undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await host?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    host = await startServerHost({
      label: `bench-${label}`,
      extension: [
        root,
        ...['bareProvider', 'bareEdit', 'bareDecoration', 'probe'].map(name =>
          inRoot('bench', 'support', name),
        ),
      ],
      env: {
        ...process.env,
        BENCH_PROBE_PORT: String(probePort),
        BENCH_ENDPOINT_PORT: String(endpointPort),
      },
    });
    const { settingsFile, version } = host;
    const calm: unknown = JSON.parse(await readFile(settingsFile, 'utf8'));
    const probe = async (question: string): Promise<unknown> => {
      const answer = await fetch(`http://127.0.0.1:${probePort}/${question}`);
      return await answer.json();
    };
    const write = (own: Readonly<Record<string, unknown>>): Promise<void> =>
      writeFile(settingsFile, JSON.stringify({ ...(calm as object), ...quietEditor, ...own }));
    await write(settings);
    browser = await launchBrowser();
    const vscode = await VsCodePage.open(browser, workbenchUrl(host, { folder }));
    await until(
      () => probe('setting?key=editor.autoIndent').catch(() => undefined),
      value => value === 'keep',
      patience,
      () => 'the probe did not answer',
    );
    return {
      vscode,
      version,
      folder,
      probe,
      command: (id, ...args) => probe(`command?${new URLSearchParams({ id, args: JSON.stringify(args) })}`),
      close,
      frames: await FrameRecorder.start(vscode.page),
      async configure(own) {
        const missing = async (): Promise<readonly string[]> => {
          const now = await Promise.all(
            Object.entries(own).map(async ([key, wanted]) =>
              JSON.stringify(await probe(`setting?key=${key}`)) === JSON.stringify(wanted) ? [] : [key],
            ),
          );
          return now.flat();
        };
        const asked = { ...settings, ...own };
        await write(asked);
        let looks = 0;
        await until(
          async () => {
            // On a busy machine the watcher of the file may miss a change.
            if (++looks % 50 === 0) await write(asked);
            return await missing();
          },
          keys => keys.length === 0,
          patience,
          keys => `${keys.join(', ')} was still as before`,
        );
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
