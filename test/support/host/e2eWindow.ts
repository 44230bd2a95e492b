import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { readExtensionLogs } from '../../../scripts/host/extensionLog.mjs';
import { until, VsCodePage } from '../../../scripts/host/vscodePage.mjs';
import { workbenchUrl } from '../../../scripts/host/workbenchUrl.mjs';
import { type E2eHost, pictureFile } from './e2eHost';

/** The colour themes that matter: what most people use, and what those who need contrast use. */
export const themes = {
  light: { name: 'Default Light Modern', kind: 'vs' },
  dark: { name: 'Default Dark Modern', kind: 'vs-dark' },
  highContrast: { name: 'Default High Contrast', kind: 'hc-black' },
} as const;

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 20_000;

/** A window with the extension and a fresh copy of the sample workspace. Whoever opens it closes it. */
export class E2eWindow {
  private constructor(
    private readonly host: E2eHost,
    /** Keys and screen of the window. */
    readonly vscode: VsCodePage,
    /** The copy of the sample workspace. */
    readonly folder: string,
    private readonly logFile: string,
  ) {}

  /** Opens a window and waits until the extension is active in it. */
  static async open(host: E2eHost, browser: Browser): Promise<E2eWindow> {
    const folder = await mkdtemp(path.join(tmpdir(), 'codex-spark-window-'));
    await cp(host.samples, folder, { recursive: true });
    const before = new Set((await readExtensionLogs(host.logs)).map(log => log.file));
    const vscode = await VsCodePage.open(browser, workbenchUrl(host, { folder }));
    const own = await until(
      async () => (await readExtensionLogs(host.logs)).find(log => !before.has(log.file)),
      log => log?.text.includes('activated in') === true,
      patience,
      () => 'the extension was not active',
    );
    return new E2eWindow(host, vscode, folder, own?.file ?? '');
  }

  /** Closes the window and removes its folder. */
  async close(): Promise<void> {
    await this.vscode.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the extension has logged in this window. */
  async log(): Promise<string> {
    return await readFile(this.logFile, 'utf8');
  }

  /** Waits until the log holds as many matches; resolves with them. */
  async waitForLog(pattern: RegExp, times = 1): Promise<readonly string[]> {
    return await until(
      async () => this.found(await this.log(), pattern),
      found => found.length >= times,
      patience,
      found => `the log held ${found.length} of ${times} lines that match ${pattern}`,
    );
  }

  /** How often the log holds the pattern. */
  async countInLog(pattern: RegExp): Promise<number> {
    return this.found(await this.log(), pattern).length;
  }

  /** Saves the active editor and reads its file once it holds what is expected. */
  async savedText(file: string, accepts: (text: string) => boolean): Promise<string> {
    await this.vscode.save();
    return await until(
      async () => await readFile(path.join(this.folder, file), 'utf8'),
      accepts,
      patience,
      text => `${file} held\n${text}\n`,
    );
  }

  /** Settings of the workspace; the window follows them at once. */
  async setWorkspaceSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const file = path.join(this.folder, '.vscode', 'settings.json');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(settings));
  }

  /** Changes the colour theme and waits until the window wears it. */
  async setTheme(theme: keyof typeof themes): Promise<void> {
    const { name, kind } = themes[theme];
    await this.setWorkspaceSettings({ 'workbench.colorTheme': name });
    await this.vscode.page.locator(`.monaco-workbench.${kind}`).waitFor({ timeout: patience });
  }

  /** Takes a picture for a user to look at; resolves with its file. */
  async picture(name: string): Promise<string> {
    const file = pictureFile(this.host, name);
    await this.vscode.screenshot(file);
    return file;
  }

  private found(text: string, pattern: RegExp): readonly string[] {
    return [...text.matchAll(new RegExp(pattern, 'g'))].map(([match]) => match);
  }
}

/** Sets machine settings of all windows. Resolves with what brings the old ones back. */
export async function keepMachineSettings(
  host: E2eHost,
  settings: Readonly<Record<string, unknown>>,
): Promise<() => Promise<void>> {
  const before = await readFile(host.settingsFile, 'utf8');
  const parsed: unknown = JSON.parse(before);
  await writeFile(host.settingsFile, JSON.stringify({ ...(parsed as object), ...settings }));
  return () => writeFile(host.settingsFile, before);
}

/**
 * Sets machine settings of all windows while `work` runs, and the old ones again after it.
 */
export async function withMachineSettings(
  host: E2eHost,
  settings: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  const restore = await keepMachineSettings(host, settings);
  try {
    await work();
  } finally {
    await restore();
  }
}
