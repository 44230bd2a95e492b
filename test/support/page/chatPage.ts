import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import * as v from 'valibot';
import { chatPage } from '../../../src/chat/page';
import {
  meantFor,
  pageMessage,
  type ChatState,
  type HostMessage,
  type PageMessage,
} from '../../../src/chat/messages';
import { waitFor } from '../host/waitFor';
import { beforePage } from './inPage';
import { stateMessage } from './states';
import { wearTheme, type Theme } from './themes';

const origin = 'https://page.test';
const files = 'https://files.test';

/** How a page is opened. */
export interface ChatPageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Runs in the page before its own script. */
  readonly script?: string;
  /** Changes the style sheet. */
  readonly css?: (css: string) => string;
  /** Changes the HTML, such as its policy. */
  readonly html?: (html: string) => string;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

/**
 * The chat's page in a browser, with the bundle that is shipped, the HTML and the policy that the extension gives it, and the
 * colours of a theme. No network: what the page asks for beside its own two files is written down and refused.
 */
export class ChatPage {
  /** What was asked for that the page does not need: addresses of requests, windows, navigations, dialogs. */
  readonly escapes: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    /** The page itself, for what this class has no word for. */
    readonly page: Page,
  ) {}

  /** Opens the page and waits until it has said that it is ready. Whoever opens it closes it. */
  static async open(browser: Browser, options: ChatPageOptions = {}): Promise<ChatPage> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 420, height: options.height ?? 800 },
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors ? 'active' : 'none',
    });
    const opened = new ChatPage(context, await context.newPage());
    await opened.load(options);
    return opened;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Posts a message as the extension does. */
  async post(message: HostMessage): Promise<void> {
    await this.postRaw(message);
  }

  /** Posts anything. */
  async postRaw(message: unknown): Promise<void> {
    await this.call('message => window.postMessage(message, "*")', message);
  }

  /** Calls a function inside the page, given as text, and resolves with what it returns. */
  async call(script: string, argument: unknown): Promise<unknown> {
    return await this.page.evaluate(`(${script})(${JSON.stringify(argument)})`);
  }

  /** Shows a conversation. */
  async show(given: Partial<ChatState> = {}): Promise<void> {
    await this.post(stateMessage(given));
    await this.settled();
  }

  /** Resolves when the page has drawn all it has. */
  async settled(): Promise<void> {
    await this.page.evaluate('window.harness.settled()');
  }

  /** What the page has asked the extension for since the last `forget`, in order. Throws when a message breaks the contract. */
  async posted(): Promise<PageMessage[]> {
    return v.parse(v.array(pageMessage), await this.page.evaluate('window.harness.posted'));
  }

  /** For which conversations messages of a type were meant. */
  async addressed(type: string): Promise<(string | undefined)[]> {
    const form = v.array(v.object({ type: v.string(), ...meantFor.entries }));
    const posted = v.parse(form, await this.page.evaluate('window.harness.posted'));
    return posted.filter(message => message.type === type).map(({ conversation }) => conversation);
  }

  /** The same without the drafts, which come by themselves some time after the input has changed. */
  async asked(): Promise<PageMessage[]> {
    return (await this.posted()).filter(({ type }) => type !== 'draft');
  }

  async forget(): Promise<void> {
    await this.page.evaluate('void (window.harness.posted.length = 0)');
  }

  /** Waits for the first message of that type. */
  async posts<T extends PageMessage['type']>(type: T): Promise<Extract<PageMessage, { type: T }>> {
    const isWanted = (message: PageMessage): message is Extract<PageMessage, { type: T }> =>
      message.type === type;
    return await waitFor(`the page to post ${type}`, async () => (await this.posted()).find(isWanted), 20);
  }

  /** What of the page went wrong by itself: refused messages, uncaught errors, violations of its own policy. */
  async faults(): Promise<readonly string[]> {
    const facts = v.parse(
      v.object({ errors: v.array(v.string()), violations: v.array(v.string()) }),
      await this.page.evaluate('({ errors: harness.errors, violations: harness.violations })'),
    );
    const problems = (await this.posted()).flatMap(message =>
      message.type === 'problem' ? message.text : [],
    );
    return [...facts.errors, ...facts.violations, ...problems];
  }

  private async load(options: ChatPageOptions): Promise<void> {
    const { page, context } = this;
    const html = chatPage({
      cspSource: files,
      scriptUri: `${files}/dist/chat.js`,
      styleUri: `${files}/media/chat.css`,
      nonce: randomBytes(16).toString('base64url'),
    });
    const css = await readFile('media/chat.css', 'utf8');
    const served: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
      [`${origin}/`]: { contentType: 'text/html', body: options.html?.(html) ?? html },
      [`${files}/dist/chat.js`]: {
        contentType: 'text/javascript',
        body: await readFile('dist/chat.js', 'utf8'),
      },
      [`${files}/media/chat.css`]: {
        contentType: 'text/css',
        body: options.css?.(css) ?? css,
      },
    };
    let loading = true;
    await context.route('**', async route => {
      const url = route.request().url();
      const file = loading ? served[url] : undefined;
      if (file) return await route.fulfill(file);
      this.escapes.push(`request ${url.slice(0, 200)}`);
      await route.abort();
    });
    page.on('websocket', socket => this.escapes.push(`socket ${socket.url()}`));
    page.on('dialog', dialog => {
      this.escapes.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', other => this.escapes.push(`window ${other.url()}`));
    await page.addInitScript(beforePage);
    if (options.script !== undefined) await page.addInitScript(options.script);
    await page.addInitScript(wearTheme(options.theme ?? 'dark', '--vscode-sideBar-background'));
    await page.goto(`${origin}/`);
    await this.posts('ready');
    loading = false;
    page.on('framenavigated', frame => {
      if (frame === page.mainFrame()) this.escapes.push(`navigation ${frame.url()}`);
    });
  }
}
