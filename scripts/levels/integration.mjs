// @ts-check
// The compiled suite out/test/integration, inside the extension host of a real VS Code.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../host/browser.mjs';
import { desktopFlags, desktopProgram } from '../host/desktop.mjs';
import { isNoise } from '../host/noise.mjs';
import { freePort, startServerHost } from '../host/server.mjs';
import { keepStill, plainSettings } from '../host/stillPage.mjs';
import { workbenchUrl } from '../host/workbenchUrl.mjs';
import { judge, readCounts } from '../lib/mocha.mjs';
import { inCache, inRoot, root, shown } from '../lib/paths.mjs';
import { indent, tail } from '../lib/run.mjs';
import { hung, progressFile, watchProgress } from '../lib/watchProgress.mjs';
import { freshWorkspace } from '../lib/workspace.mjs';

/** Another extension, which uses the API of this one. */
const neighbour = inRoot('test', 'support', 'neighbour');

/**
 * @param {import('../host/choose.mjs').HostChoice} host
 * @param {{ grep?: string | undefined, file?: string | undefined }} [options] `file`: a test file, or a part of its name
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function integration(host, { grep, file } = {}) {
  const files = {
    results: inCache('results', 'integration.json'),
    lines: inCache('results', 'integration.log'),
    console: inCache('logs', 'integration-console.log'),
  };
  await mkdir(inCache('results'), { recursive: true });
  await mkdir(inCache('logs'), { recursive: true });
  const old = [...Object.values(files), progressFile(files.results)];
  await Promise.all(old.map(file => rm(file, { force: true })));
  await writeFile(files.lines, '');
  const proxyPort = await freePort();
  const env = {
    ...withoutProxy(process.env),
    // Nobody listens there until a test of the network does.
    CODEX_SPARK_TEST_PROXY_PORT: String(proxyPort),
    CODEX_SPARK_RESULTS: files.results,
    CODEX_SPARK_LINES: files.lines,
    ...(grep === undefined ? {} : { CODEX_SPARK_GREP: grep }),
    ...(file === undefined ? {} : { CODEX_SPARK_FILE: path.basename(file).replace(/\.ts$/, '.js') }),
  };
  const folder = await freshWorkspace('integration');
  const stopTailing = printAsItGrows(files.lines);
  try {
    const code =
      host.kind === 'desktop'
        ? await inDesktop(host.source, folder, env)
        : await inServer(folder, env, files);
    stopTailing();
    const counts = code === 'hung' ? hung(files.results) : judge(await readCounts(files.results), code);
    if (counts.failed > 0) {
      // Without a verdict the window's console is all there is to find the cause with.
      const crashed = !existsSync(files.results) && existsSync(files.console);
      if (crashed) console.log(indent(tail(readFileSync(files.console, 'utf8').trimEnd())));
      console.log(
        `  the window's console: ${shown(files.console)}; logs: ${shown(inCache('logs', 'integration'))}`,
      );
    }
    return counts;
  } finally {
    stopTailing();
  }
}

/**
 * @param {import('../host/desktop.mjs').DesktopSource} source
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} an exit code
 */
async function inDesktop(source, folder, env) {
  const { runTests } = await import('@vscode/test-electron');
  try {
    return await runTests({
      vscodeExecutablePath: await desktopProgram(source),
      extensionDevelopmentPath: [root, neighbour],
      extensionTestsPath: inRoot('out', 'test', 'integration', 'index.js'),
      extensionTestsEnv: env,
      launchArgs: [folder, ...desktopFlags(), '--disable-extensions'],
    });
  } catch {
    return 1; // The results file says which tests failed; without one the level counts as crashed.
  }
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {{ results: string, console: string }} files
 * @returns {Promise<number | 'hung'>} an exit code
 */
async function inServer(folder, env, files) {
  // A VS Code server takes its proxy from the environment only, and reads it once.
  const proxy = { HTTPS_PROXY: `http://127.0.0.1:${env['CODEX_SPARK_TEST_PROXY_PORT']}` };
  const host = await startServerHost({
    label: 'integration',
    extension: neighbour,
    driver: true,
    env: { ...env, ...proxy },
    settings: plainSettings,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await keepStill(page);
    page.on('console', message => {
      if (!isNoise(message.text())) appendFileSync(files.console, `${message.text()}\n`);
    });
    const tests = inRoot('out', 'test', 'integration', 'index.js');
    await page.goto(workbenchUrl(host, { folder, extension: root, tests }), { timeout: 60_000 });
    const watch = watchProgress(files.results);
    try {
      while (!existsSync(files.results)) {
        if (watch.signal.aborted) {
          await page.screenshot({ path: path.join(inCache('logs'), 'integration.png') });
          console.log('  the window as it was: .cache/logs/integration.png');
          return 'hung';
        }
        await sleep(100);
      }
    } finally {
      watch.stop();
    }
    return 0;
  } finally {
    await browser.close();
    await host.stop();
  }
}

/**
 * The tests have a proxy of their own; that of the machine must not get between.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutProxy(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|no|all)_proxy$/i.test(name)));
}

/**
 * Prints what is added to a file until told to stop, and the rest then.
 * @param {string} file
 */
function printAsItGrows(file) {
  let done = 0;
  let stopped = false;
  const print = () => {
    const text = readFileSync(file, 'utf8');
    const end = stopped ? text.length : text.lastIndexOf('\n') + 1;
    if (end > done) console.log(indent2(text.slice(done, end).trimEnd()));
    done = Math.max(done, end);
  };
  const timer = setInterval(print, 200);
  return () => {
    if (stopped) return;
    stopped = true;
    clearInterval(timer);
    print();
  };
}

/** @param {string} text */
const indent2 = text => text.replace(/^/gm, '  ');
