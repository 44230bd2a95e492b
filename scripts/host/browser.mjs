// @ts-check
// A Chromium of any make, found or (on Debian as root) installed.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { Failure, messageOf } from '../lib/failure.mjs';
import { step } from '../lib/progress.mjs';
import { mustRun } from '../lib/run.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** @returns {readonly string[]} where browsers are installed on this platform */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      app => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map(name => process.env[name] ?? '');
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap(folder => programs.map(program => path.join(folder, program)));
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap(folder => names.map(name => path.join(folder, name)));
}

/**
 * The browser to use: `CHROMIUM_PATH`, or the first installed one.
 * @returns {string | undefined} the path of its program; undefined when there is none
 * @throws {Failure} when `CHROMIUM_PATH` names no program
 */
function findBrowser() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (isProgram(named)) return named;
    throw new Failure(`CHROMIUM_PATH is ${named}, but there is no program there.`, 'Correct it or unset it.');
  }
  return usualPlaces().find(isProgram);
}

/**
 * Finds a browser, or installs Debian's where that is possible.
 * @returns {Promise<string>} the path of its program
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (canInstall()) {
    await step('Install chromium (Debian package)', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const remedy =
        'Check that the Debian mirror can be reached, or install a Chromium by hand and set CHROMIUM_PATH.';
      await mustRun('apt-get', ['update', '-q'], { env, remedy });
      // Without recommended packages there would be no font at all, hence the second name.
      const packages = ['chromium', 'fonts-dejavu-core'];
      await mustRun('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
        env,
        remedy,
      });
    });
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Failure('A Chromium, Chrome or Edge is needed, and none was found.', howToInstall());
}

/** Whether this is Debian (or a child of it) and we may install packages. */
function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

function howToInstall() {
  const orSet = ' If one is installed elsewhere, set CHROMIUM_PATH to its program.';
  if (process.platform === 'darwin') return `Run: brew install --cask google-chrome.${orSet}`;
  if (process.platform === 'win32') return `Run: winget install Google.Chrome.${orSet}`;
  if (existsSync('/etc/debian_version')) return `Run: sudo apt-get install chromium.${orSet}`;
  return `Install the package "chromium" of your distribution.${orSet}`;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the browser without a window. The caller closes it.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const program = await ensureBrowser();
  // Not imported at the top: this file is loaded before the dependencies are installed.
  const { launchChromium } = await import('./launchChromium.mjs');
  try {
    return await launchChromium(program);
  } catch (error) {
    throw new Failure(
      `${program} did not start: ${messageOf(error).split('\n')[0]}`,
      'Try it by hand, or set CHROMIUM_PATH to another Chromium, Chrome or Edge.',
    );
  }
}
