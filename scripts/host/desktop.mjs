// @ts-check
// The desktop VS Code: the right host where there is a screen and VS Code can be downloaded.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inCache } from '../lib/paths.mjs';

const downloads = inCache('vscode-desktop');

/** Long enough for any network that could download 150 MB afterwards. In ms. */
const probeTimeout = 3_000;

/**
 * @typedef {{ kind: 'downloaded' } | { kind: 'installed', program: string }} DesktopSource
 */

/** Whether a window could be shown at all. */
function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Where a desktop VS Code could come from.
 * @param {{ orInstalled: boolean }} options `orInstalled`: `code` on the PATH will do when the download is impossible
 * @returns {Promise<{ source: DesktopSource } | { reason: string }>}
 */
export async function findDesktop({ orInstalled }) {
  if (!hasDisplay()) return { reason: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)' };
  if (existsSync(downloads) || (await canDownload())) return { source: { kind: 'downloaded' } };
  const program = orInstalled ? codeOnPath() : undefined;
  if (program) return { source: { kind: 'installed', program } };
  return { reason: 'VS Code cannot be downloaded from update.code.visualstudio.com' };
}

/**
 * The program of a desktop VS Code, downloaded when it is not in the cache yet.
 * @param {DesktopSource} source
 * @returns {Promise<string>}
 */
export async function desktopProgram(source) {
  if (source.kind === 'installed') return source.program;
  // Not imported at the top: this file is loaded before the dependencies are installed.
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  return await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: downloads,
    reporter: new SilentReporter(),
  });
}

/** The flags that a VS Code under test is started with, besides folder and extension. */
export function desktopFlags() {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [
    ...root,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-telemetry',
    `--user-data-dir=${inCache('desktop-profile')}`,
    `--extensions-dir=${inCache('desktop-extensions')}`,
  ];
}

async function canDownload() {
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
      signal: AbortSignal.timeout(probeTimeout),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function codeOnPath() {
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap(folder => names.map(name => path.join(folder, name))).find(existsSync);
}
