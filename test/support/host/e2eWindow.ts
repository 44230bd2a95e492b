import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { readExtensionLogs } from '../../../scripts/host/extensionLog.mjs';
import { until, VsCodePage } from '../../../scripts/host/vscodePage.mjs';
import { workbenchUrl } from '../../../scripts/host/workbenchUrl.mjs';
import { type E2eHost, pictureFile } from './e2eHost';
import { Keeper } from './keeper';

/** The colour themes that matter: what most people use, and what those who need contrast use. */
export const themes = {
  light: { name: 'Default Light Modern', kind: 'vs' },
  dark: { name: 'Default Dark Modern', kind: 'vs-dark' },
  highContrast: { name: 'Default High Contrast', kind: 'hc-black' },
} as const;

/** Pictures for a person show the fourth theme, too. */
const pictured = {
  ...themes,
  highContrastLight: { name: 'Default High Contrast Light', kind: 'hc-light' },
} as const;

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 60_000;

/** Nobody listens there. Nothing connects to it either, as long as no document is open. */
const nowhere = 'ws://127.0.0.1:1/v1/responses';

/** After so many looks a file of settings is written once more: on a busy machine its watcher may miss a change. */
const looksUntilRewritten = 50;

/** Runs in the page: what of VS Code is on screen that is not there in a window that has just opened, and its theme. */
const readScreen = `(() => {
  const over = {
    'a quick input': '.quick-input-widget:not([style*="display: none"])',
    'a message': '.notification-toast',
    'a dialog': '.monaco-dialog-modal-block',
    'a menu': '.context-view .monaco-menu',
    'ghost text': '.ghost-text',
    'a side bar': '.part.auxiliarybar .composite',
  };
  const isSeen = node => node.checkVisibility();
  const classes = document.querySelector('.monaco-workbench')?.classList ?? [];
  return {
    over: Object.keys(over).flatMap(name =>
      [...document.querySelectorAll(over[name])].filter(isSeen).map(node => name + ' (' + node.innerText + ')')),
    theme: ['vs', 'vs-dark', 'hc-black', 'hc-light'].filter(kind => [...classes].includes(kind)).join(),
  };
})()`;

/** A window with the extension and a copy of the sample workspace. Whoever opens it closes it. */
export class E2eWindow {
  /** What stands before belongs to an earlier test, in UTF-16 code units. */
  private logStart = 0;
  /** The theme it opened with. */
  private theme: string | undefined;

  private constructor(
    private readonly host: E2eHost,
    /** Keys and screen of the window. */
    readonly vscode: VsCodePage,
    /** The copy of the sample workspace. */
    readonly folder: string,
    private logFile: string,
    /** Whether the folder goes with this window. */
    private readonly ownsFolder = true,
  ) {}

  /**
   * Opens a window and waits until the extension is active in it.
   * @param language its display language, such as `de`
   */
  static async open(host: E2eHost, browser: Browser, language?: string): Promise<E2eWindow> {
    const folder = await mkdtemp(path.join(tmpdir(), 'codex-spark-window-'));
    await cp(host.samples, folder, { recursive: true });
    const before = await logFiles(host);
    const vscode = await VsCodePage.open(browser, workbenchUrl(host, { folder }), {
      still: true,
      ...(language === undefined ? {} : { language }),
    });
    return new E2eWindow(host, vscode, folder, await activeLog(host, before));
  }

  /** Opens another window on the same folder, which is to be closed before this one. */
  async beside(browser: Browser): Promise<E2eWindow> {
    const { host, folder } = this;
    const before = await logFiles(host);
    const vscode = await VsCodePage.open(browser, workbenchUrl(host, { folder }), { still: true });
    return new E2eWindow(host, vscode, folder, await activeLog(host, before), false);
  }

  /** Closes the window and removes its folder. */
  async close(): Promise<void> {
    await this.vscode.close();
    if (!this.ownsFolder) return;
    await rm(this.folder, { recursive: true, force: true });
    await Keeper.remove(this.folder);
  }

  /** Loads the window anew and waits until the extension is active in it again. */
  async reload(): Promise<void> {
    const before = await logFiles(this.host);
    await Keeper.forget(this.folder);
    await this.vscode.page.reload();
    await this.vscode.waitDrawn();
    this.logFile = await activeLog(this.host, before);
    this.logStart = 0;
  }

  /**
   * Brings the window back to how it was when it opened: nothing is open or unsaved, the files of the folder are as they
   * were, every setting and the theme too, the extension has no connection and remembers no answer, its log begins here.
   * What is in machine settings is for the caller to take back before.
   *
   * @throws when something of it is not so
   */
  async reset(): Promise<void> {
    const keeper = await Keeper.of(this.folder);
    // A pointer over text or a button would bring up a hover.
    await this.vscode.page.mouse.move(640, 795);
    await keeper.tidy();
    await keeper.restore(await textsBelow(this.host.samples));
    const elsewhere = await this.keepMachineSettings({ 'codexSpark.endpoint': nowhere });
    await elsewhere();
    let looks = 0;
    await until(
      async () => {
        if (++looks % looksUntilRewritten === 0) {
          await rewrite(this.host.settingsFile);
          // On a busy machine another editor may have been the active one.
          await keeper.tidy();
        }
        const { tabs, unsaved, settings } = await keeper.left();
        const { over, theme } = await this.screen();
        return [
          ...[...tabs, ...unsaved, ...over].map(name => `${name} is open`),
          ...settings.map(name => `${name} is set`),
          ...(theme === this.theme ? [] : [`the theme is ${theme}`]),
        ];
      },
      left => left.length === 0,
      patience,
      left => `a window for the next test was not as it opened: ${left.join(', ')}`,
    );
    this.logStart = (await readFile(this.logFile, 'utf8')).length;
  }

  /** Notes what `reset` goes back to. */
  async readyToShare(): Promise<void> {
    this.theme = (await this.screen()).theme;
    await Keeper.of(this.folder);
  }

  /**
   * Sets machine settings and waits until this window goes by them. Resolves with what brings the old ones back, which
   * `reset` waits for.
   */
  async keepMachineSettings(settings: Readonly<Record<string, unknown>>): Promise<() => Promise<void>> {
    const restore = await keepMachineSettings(this.host, settings);
    const keeper = await Keeper.of(this.folder);
    let looks = 0;
    await until(
      async () => {
        if (++looks % looksUntilRewritten === 0) await rewrite(this.host.settingsFile);
        return await keeper.missing(settings);
      },
      missing => missing.length === 0,
      patience,
      missing => `${missing.join(', ')} was still as before`,
    );
    return restore;
  }

  /** Runs a command without the palette, where the palette is not what is tested. */
  async run(command: string, ...args: readonly unknown[]): Promise<void> {
    await (await Keeper.of(this.folder)).run(command, ...args);
  }

  /** What the extension has logged in this window since it opened or was reset. */
  async log(): Promise<string> {
    return (await readFile(this.logFile, 'utf8')).slice(this.logStart);
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

  /**
   * Saves the active editor and reads its file once it holds what is expected. What an extension does for a key comes later
   * than the key, so whatever is unsaved meanwhile is saved as well.
   */
  async savedText(file: string, accepts: (text: string) => boolean): Promise<string> {
    await this.vscode.save();
    return await until(
      async () => {
        if (await this.vscode.isUnsaved()) await this.vscode.save();
        return await readFile(path.join(this.folder, file), 'utf8');
      },
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
  async setTheme(theme: keyof typeof pictured): Promise<void> {
    const { name, kind } = pictured[theme];
    await this.setWorkspaceSettings({ 'workbench.colorTheme': name });
    await this.vscode.page.locator(`.monaco-workbench.${kind}`).waitFor({ timeout: patience });
  }

  /** Takes a picture for a user to look at; resolves with its file. */
  async picture(name: string): Promise<string> {
    const file = pictureFile(this.host, name);
    await this.vscode.screenshot(file);
    return file;
  }

  /**
   * Takes pictures for a person to look at: one in each theme when `CODEX_SPARK_PICTURES` is set, else one as it is. For
   * looks that no test asserts anything about: a theme takes a second.
   */
  async pictures(name: string): Promise<void> {
    if (!process.env['CODEX_SPARK_PICTURES']) return void (await this.picture(name));
    const order = ['light', 'highContrastLight', 'highContrast', 'dark'] satisfies (keyof typeof pictured)[];
    for (const theme of order) {
      await this.setTheme(theme);
      await this.picture(`${name} ${theme}`);
    }
  }

  private async screen(): Promise<{ readonly over: readonly string[]; readonly theme: string }> {
    return await this.vscode.page.evaluate(readScreen);
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

async function logFiles(host: E2eHost): Promise<ReadonlySet<string>> {
  return new Set((await readExtensionLogs(host.logs)).map(log => log.file));
}

/** The log of a window that was not there before, once the extension is active in it. */
async function activeLog(host: E2eHost, before: ReadonlySet<string>): Promise<string> {
  const own = await until(
    async () => (await readExtensionLogs(host.logs)).find(log => !before.has(log.file)),
    log => log?.text.includes('activated in') === true,
    patience,
    () => 'the extension was not active',
  );
  return own?.file ?? '';
}

/** The texts of all files below a folder, by path. */
async function textsBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      const below = path.relative(folder, file).replaceAll(path.sep, '/');
      return [below, await readFile(file, 'utf8')] as const;
    }),
  );
  return Object.fromEntries(texts);
}

async function rewrite(file: string): Promise<void> {
  await writeFile(file, await readFile(file, 'utf8'));
}
