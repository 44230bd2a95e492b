// @ts-check
// Drives one VS Code window in a browser as a user would: keys in, what is on screen out.
// No import.meta here: tests bundle this file.
import { keepStill } from './stillPage.mjs';

/** A cold window on a busy machine. In ms. */
const readyTimeout = 120_000;

/** Something that takes a moment once the window is up, on a busy machine. In ms. */
const actionTimeout = 60_000;

/** A hover comes after half a second; on a busy machine later. In ms. */
const hoverMs = 8_000;

/** Milliseconds between keys: about 150 words per minute, a very fast typist. */
const keyDelay = 40;

/**
 * Runs in the page. One span per token; the first line sits in the line of the cursor, the others in lines of their
 * own below it. As text, because nothing else here knows the DOM.
 */
const readGhostText = `(() => {
  const spans = [...document.querySelectorAll('.monaco-editor .ghost-text, .monaco-editor .ghost-text-decoration')];
  const lines = new Map();
  for (const span of spans) {
    const line = span.closest('.view-line') ?? span;
    lines.set(line, (lines.get(line) ?? '') + span.textContent);
  }
  const isBelow = line => line.closest('.suggest-preview-text') !== null;
  return [...lines].sort(([a], [b]) => isBelow(a) - isBelow(b)).map(([, text]) => text).join('\\n');
})()`;

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Browser} Browser
 */

/** One window of VS Code. Whoever opens it closes it. */
export class VsCodePage {
  /** @param {Page} page */
  constructor(page) {
    /** The page itself, for what this class has no word for. */
    this.page = page;
    /** @type {string[]} what the window wrote to its console */
    this.console = [];
    page.on('console', message => this.console.push(message.text()));
  }

  /**
   * Opens a window in a profile of its own and waits until it can be used.
   * @param {Browser} browser
   * @param {string} url from `workbenchUrl`
   * @param {{ still?: boolean, language?: string }} [options] `still`: nothing turns while something is under way;
   *   `language`: the display language, such as `de`. Without a language pack VS Code's own words stay English in it.
   * @returns {Promise<VsCodePage>}
   */
  static async open(browser, url, { still = false, language } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    // What the messages of a language pack do; they are a script of the page.
    if (language) {
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    }
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.setDefaultTimeout(actionTimeout);
    const window = new VsCodePage(await context.newPage());
    try {
      if (still) await keepStill(window.page);
      await window.page.goto(url, { timeout: readyTimeout });
      await window.waitReady();
      return window;
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  /** Resolves when the workbench is drawn. */
  async waitDrawn() {
    await this.page
      .locator('.monaco-workbench .part.statusbar .statusbar-item')
      .first()
      .waitFor({ timeout: readyTimeout });
  }

  /** Resolves when the workbench is drawn and its side bar lists the folder. */
  async waitReady() {
    await this.waitDrawn();
    await this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: readyTimeout });
  }

  /** Closes the window and its profile. */
  async close() {
    await this.page.context().close();
  }

  /**
   * Opens a file of the folder by its name and puts the cursor into it.
   * @param {string} name the file's name, or enough of its path to be the first hit
   */
  async openFile(name) {
    const base = name.split('/').pop() ?? name;
    await this.#pick('ControlOrMeta+P', name, base);
    await this.page
      .locator(`.editor-group-container.active .tab.active[data-resource-name="${base}"]`)
      .waitFor({ timeout: actionTimeout });
    await this.page
      .locator('.editor-group-container.active .monaco-editor.focused .view-line')
      .first()
      .waitFor({ timeout: actionTimeout });
  }

  /**
   * Runs a command through the command palette.
   * @param {string} title as the palette shows it, such as `View: Toggle Word Wrap`
   */
  async runCommand(title) {
    await this.#pick('F1', `>${title}`, title);
  }

  /**
   * Puts the cursor at a line and column, both counted from 1. Without a column: the line's end.
   * @param {number} line
   * @param {number} [column]
   */
  async goTo(line, column) {
    await this.page.keyboard.press('ControlOrMeta+G');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor({ timeout: actionTimeout });
    await input.fill(`:${line}${column === undefined ? '' : `:${column}`}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: actionTimeout });
    if (column === undefined) await this.page.keyboard.press('End');
  }

  /** Puts the cursor at the end of the file. */
  async goToEnd() {
    await this.page.keyboard.press('ControlOrMeta+End');
  }

  /**
   * Types with real key presses.
   * @param {string} text
   * @param {number} [delay] ms between two keys
   */
  async type(text, delay = keyDelay) {
    await this.page.keyboard.type(text, { delay });
  }

  /** @param {string} key such as `Tab` or `ControlOrMeta+S` */
  async press(key) {
    await this.page.keyboard.press(key);
  }

  /**
   * The ghost text on screen, its lines joined by newlines; empty when there is none.
   * @returns {Promise<string>}
   */
  async ghostText() {
    const text = await this.page.evaluate(readGhostText);
    return typeof text === 'string' ? text.replaceAll('\u00a0', ' ').replaceAll('\u200b', '') : '';
  }

  /**
   * Waits until there is ghost text that also passes `accepts`.
   * @param {(text: string) => boolean} [accepts]
   * @param {number} [timeout] in ms
   * @returns {Promise<string>} that text
   */
  async waitForGhostText(accepts = text => text.trim() !== '', timeout = actionTimeout) {
    return await until(
      () => this.ghostText(),
      accepts,
      timeout,
      text => (text === '' ? 'no ghost text appeared' : `the ghost text stayed ${JSON.stringify(text)}`),
    );
  }

  /**
   * Waits until no ghost text is on screen.
   * @param {number} [timeout] in ms
   */
  async waitForNoGhostText(timeout = actionTimeout) {
    await until(
      () => this.ghostText(),
      text => text === '',
      timeout,
      text => `the ghost text ${JSON.stringify(text)} did not go away`,
    );
  }

  /**
   * Waits until that ghost text is gone; other ghost text may follow it.
   * @param {string} ghost
   * @param {number} [timeout] in ms
   */
  async waitForNoGhostTextOf(ghost, timeout = actionTimeout) {
    await until(
      () => this.ghostText(),
      text => text !== ghost,
      timeout,
      text => `the ghost text ${JSON.stringify(text)} did not go away`,
    );
  }

  /**
   * Waits until the status bar says that the cursor is in a column, counted from 1.
   * @param {number} column
   */
  async waitForColumn(column) {
    await until(
      () => this.statusBarText('Ln '),
      text => text.endsWith(`, Col ${column}`),
      actionTimeout,
      text => `the cursor was not in column ${column}: ${text}`,
    );
  }

  /**
   * Saves the active file and resolves when VS Code shows it as saved. What an extension does for a key may come behind the
   * first try, and is saved with another one.
   */
  async save() {
    for (let patience = 5_000; ; patience *= 2) {
      const isLast = patience > actionTimeout / 2;
      await this.press('ControlOrMeta+S');
      try {
        await this.#unsavedTab().waitFor({ state: 'hidden', timeout: isLast ? actionTimeout : patience });
        return;
      } catch (error) {
        if (isLast) throw error;
      }
    }
  }

  /** Whether VS Code shows the active file as not saved. */
  async isUnsaved() {
    return await this.#unsavedTab().isVisible();
  }

  /**
   * Puts the pointer on something until its hover holds a text: one that is drawn anew meanwhile loses its hover, and gets
   * it back only when the pointer comes anew.
   * @param {import('playwright-core').Locator} item
   * @param {string} text
   * @returns {Promise<import('playwright-core').Locator>} the hover
   */
  async hover(item, text) {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text });
    await until(
      async () => {
        await this.page.mouse.move(640, 400);
        await item.hover();
        return await hover.waitFor({ timeout: hoverMs }).then(
          () => true,
          () => false,
        );
      },
      isThere => isThere,
      actionTimeout,
      () => `no hover held ${JSON.stringify(text)}`,
    );
    return hover;
  }

  /**
   * The text of the status bar item whose text or accessible name holds `part`.
   * @param {string} part
   */
  async statusBarText(part) {
    const item = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: part }).first();
    await item.waitFor({ timeout: actionTimeout });
    return ((await item.textContent()) ?? '').replaceAll('\u00a0', ' ').trim();
  }

  /**
   * The texts of the notifications on screen.
   * @param {string} [source] only those of this extension, by its display name
   */
  async notifications(source = '') {
    return await this.page
      .locator('.notification-toast .notification-list-item')
      .filter({ hasText: source })
      .locator('.notification-list-item-message')
      .allTextContents();
  }

  /** The page inside the webview on screen. */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
  }

  /**
   * The page of the webview that has something: of several on screen none is the last for long.
   * @param {string} selector what only that one has
   */
  async webviewWith(selector) {
    const found = await until(
      async () => {
        for (const frame of this.page.frames()) {
          // One may be gone by now.
          if (
            (await frame
              .locator(selector)
              .count()
              .catch(() => 0)) > 0
          )
            return frame;
        }
        return undefined;
      },
      frame => frame !== undefined,
      actionTimeout,
      () => `no webview had ${selector}`,
    );
    return /** @type {import('playwright-core').Frame} */ (found);
  }

  /** @param {string} file where the picture goes (PNG) */
  async screenshot(file) {
    await this.page.screenshot({ path: file });
  }

  #unsavedTab() {
    return this.page.locator('.editor-group-container.active .tab.active.dirty');
  }

  /**
   * Opens a quick input, types into it and takes the first row of that name.
   * @param {string} key
   * @param {string} text
   * @param {string} name
   */
  async #pick(key, text, name) {
    // A row's accessible name goes on with its key bindings or folder, after a comma or a space.
    const label = `.quick-input-list .monaco-list-row[aria-label`;
    const hit = this.page
      .locator(`${label}="${name}"], ${label}^="${name},"], ${label}^="${name} "]`)
      .first();
    const widget = this.page.locator('.quick-input-widget');
    // What a list of files does not hold when it opens, it may never show: a file that is new has to be asked for anew.
    for (let patience = 5_000; ; patience *= 2) {
      const isLast = patience > actionTimeout / 2;
      await this.#openQuickInput(key, text);
      try {
        await hit.waitFor({ timeout: isLast ? actionTimeout : patience });
        break;
      } catch (error) {
        if (isLast) throw error;
        await this.page.keyboard.press('Escape');
        await widget.waitFor({ state: 'hidden', timeout: actionTimeout });
      }
    }
    await hit.click();
    // Not the widget: what was picked may ask something in its turn.
    await hit.waitFor({ state: 'hidden', timeout: actionTimeout });
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  async #openQuickInput(key, text) {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    // The window may still be taking its key bindings up; pressing once more does no harm.
    for (let attempt = 0; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await input.waitFor({ timeout: 3_000 * (attempt + 1) });
        break;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
    await input.fill(text);
  }
}

/**
 * Reads again and again until the value is accepted.
 * @template T
 * @param {() => T | Promise<T>} read
 * @param {(value: T) => boolean} accepts
 * @param {number} timeout in ms
 * @param {(last: T) => string} complaint what to say when time runs out
 * @returns {Promise<T>}
 */
export async function until(read, accepts, timeout, complaint) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const value = await read();
    if (accepts(value)) return value;
    if (Date.now() > deadline) throw new Error(`After ${timeout / 1000} s ${complaint(value)}.`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
