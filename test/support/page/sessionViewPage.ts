import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { webviewPage } from '../../../src/common/webviewPage';
import type { EndpointPicture, SessionPicture, TurnRow } from '../../../src/editor/sessionView/messages';
import { beforePage } from './inPage';
import { wearTheme, type Theme } from './themes';

const origin = 'https://page.test';

const turn = (id: number, given: Partial<TurnRow>): TurnRow => ({
  ...{ id, lane: 'inline', status: 'completed', reason: undefined, startMs: 0, queuedMs: 2 },
  ...{ firstTokenMs: 80, totalMs: 160, tokensPerSecond: 1_040, bytesUp: 900, bytesDown: 400 },
  ...given,
});

/** An endpoint as the session view shows it; with anything else as given. */
export const endpointPicture = (given: Partial<EndpointPicture> = {}): EndpointPicture => ({
  title: 'spark-model',
  uses: 'Suggestions and chat',
  state: { word: 'connected', level: 'good', detail: 'for 12 min' },
  server: 'llama.cpp, asked in its own form',
  abilities: [
    { name: 'steering', able: true },
    { name: 'cancelling', able: false },
  ],
  figures: [
    { label: 'First token', value: '84 ms', detail: 'half of them, 120 ms at most' },
    { label: 'Speed', value: '1,040', detail: 'tokens/s' },
  ],
  turns: [
    turn(1, {}),
    turn(2, { status: 'cancelled' }),
    turn(3, { status: 'failed', reason: 'The server closed the connection.' }),
    turn(4, {
      tier: { words: 'default tier', isOther: true },
      cache: { words: 'miss', detail: 'the beginning is another one', isMiss: true },
    }),
  ],
  ...given,
});

export const sessionPicture = (...endpoints: readonly EndpointPicture[]): SessionPicture => ({
  type: 'picture',
  endpoints,
});

/** How it is opened. */
export interface SessionViewOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly forcedColors?: boolean;
  /** Changes the style sheet. */
  readonly css?: (css: string) => string;
}

/** Opens the session view by itself: its bundle and its style sheet under its policy, in the colours of a theme. */
export async function openSessionView(
  browser: Browser,
  { theme = 'dark', width = 900, forcedColors = false, css = text => text }: SessionViewOptions = {},
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 800 },
    forcedColors: forcedColors ? 'active' : 'none',
  });
  const served: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
    [`${origin}/webview.js`]: {
      contentType: 'text/javascript',
      body: await readFile('dist/webview.js', 'utf8'),
    },
    [`${origin}/style.css`]: {
      contentType: 'text/css',
      body: css(await readFile('media/sessionView.css', 'utf8')),
    },
    [`${origin}/`]: {
      contentType: 'text/html',
      body: webviewPage(
        { title: 'Codex Spark Session', body: '<main id="root"></main>', markupPolicies: [] },
        {
          cspSource: origin,
          scriptUri: `${origin}/webview.js`,
          styleUri: `${origin}/style.css`,
          nonce: randomBytes(16).toString('base64url'),
        },
      ),
    },
  };
  await page.route('**', async route => {
    const file = served[route.request().url()];
    await (file ? route.fulfill(file) : route.abort());
  });
  await page.addInitScript(beforePage);
  await page.addInitScript(wearTheme(theme, '--vscode-editor-background'));
  await page.goto(`${origin}/`);
  return page;
}

/** Posts a picture as the extension does, and waits until it is drawn. */
export async function showPicture(page: Page, picture: SessionPicture): Promise<void> {
  await page.evaluate(`window.postMessage(${JSON.stringify(picture)}, '*')`);
  await page.evaluate('window.harness.settled()');
}
