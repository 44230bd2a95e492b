import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { RunningGateway, token } from '../support/gateway/runningGateway';
import { pageBrowser } from '../support/page/browser';
import { ChatPage, type ChatPageOptions } from '../support/page/chatPage';
import { measure } from '../support/page/measure';
import { running, scenes, showScene, type Scene } from '../support/page/scenes';
import {
  endpointPicture,
  openSessionView,
  sessionPicture,
  showPicture,
  type SessionViewOptions,
} from '../support/page/sessionViewPage';

const pictures = path.join('.cache', 'page');

/** A style sheet without what a pattern finds; the pattern has to find something. */
const without =
  (pattern: RegExp) =>
  (css: string): string => {
    const rest = css.replaceAll(pattern, '');
    assert.notEqual(rest, css, `nothing in the style sheet is like ${pattern}`);
    return rest;
  };

/** A block of the style sheet that begins so, with its rules. */
const block = (head: string): RegExp =>
  new RegExp(`${head.replaceAll(/[()]/g, '\\$&')} \\{\\n(?: .*\\n|\\n)*\\}`, 'g');

const strings = v.array(v.string());
const find = async (page: Page, script: string): Promise<string[]> =>
  v.parse(strings, await page.evaluate(script));

/** What is wrong with text from right to left on the page. */
const wrongDirections = `(() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const style = node => getComputedStyle(node);
  const want = (direction, ...selectors) => selectors.flatMap(selector => {
    const nodes = all(selector);
    return nodes.length === 0 ? ['no ' + selector] : nodes.filter(node => style(node).direction !== direction).map(node => selector + ' is not ' + direction);
  });
  /** Where the first and the last character of a text stand. */
  const ends = node => [0, node.data.length - 1].map(at => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  });
  const [list] = all('.markdown ul'), [quote] = all('.markdown blockquote');
  const code = all('.piece')[0], line = code.firstChild.firstChild ?? code.firstChild;
  const [from, to] = ends(line);
  const english = all('.markdown p').find(node => node.innerText.startsWith('In English'));
  return [
    ...want('rtl', '.head h1', '.said', '.markdown ul', '.markdown blockquote', '.markdown table', '.queued-text', '.input'),
    ...want('ltr', '.markdown pre', '.markdown pre .piece', '.markdown :not(pre) > code', '.markdown .target'),
    ...(parseFloat(style(list).paddingRight) > 10 ? [] : ['the bullets stand on the left']),
    ...(parseFloat(style(quote).borderRightWidth) > 0 ? [] : ['the mark of the quote stands on the left']),
    ...(from < to ? [] : ['code runs from right to left']),
    ...(english && style(english).direction === 'ltr' ? [] : ['English runs from right to left']),
  ];
})()`;

/** What is not to be told apart from what lies under it or stands beside it, when the system chooses the colours. */
const lostInForcedColors = `(() => {
  const background = (selector, pseudo) => {
    const node = document.querySelector(selector);
    return node ? getComputedStyle(node, pseudo).backgroundColor : 'missing';
  };
  const system = name => {
    const node = document.createElement('i');
    node.style.background = name;
    document.body.append(node);
    const color = getComputedStyle(node).backgroundColor;
    node.remove();
    return color;
  };
  const none = [system('Canvas'), 'missing', 'rgba(0, 0, 0, 0)'];
  return things => things
    .filter(({ of, pseudo, isChosen }) =>
      isChosen ? background(of, pseudo) !== system('Highlight') : none.includes(background(of, pseudo)))
    .map(({ of }) => of);
})()`;

/** What has a background of its own; what is chosen has that of what is chosen everywhere. */
interface Coloured {
  readonly of: string;
  readonly pseudo?: string;
  readonly isChosen?: true;
}

const lost = async (page: Page, ...things: readonly Coloured[]): Promise<string[]> =>
  await find(page, `(${lostInForcedColors})(${JSON.stringify(things)})`);

describe('the pages adapt', () => {
  let browser: Browser;
  before(async () => {
    browser = await pageBrowser();
    await mkdir(pictures, { recursive: true });
  });

  const onChat = async <T>(options: ChatPageOptions, look: (chat: ChatPage) => Promise<T>): Promise<T> => {
    const chat = await ChatPage.open(browser, options);
    const seen = await look(chat);
    await chat.close();
    return seen;
  };
  const scene = (name: string): Scene => scenes[name] ?? assert.fail(`there is no state ${name}`);

  describe('to people who asked for less motion', () => {
    const moving = (options: ChatPageOptions, byVsCode = false): Promise<unknown> =>
      onChat(options, async chat => {
        if (byVsCode) await chat.page.evaluate(`document.body.classList.add('vscode-reduce-motion')`);
        await chat.post(running);
        await chat.settled();
        return await chat.page.evaluate(
          `document.getAnimations().filter(animation => animation.playState === 'running').length`,
        );
      });

    it('by their system: nothing moves', async () => {
      assert.equal(await moving({ reducedMotion: true }), 0);
      const css = without(block('@media (prefers-reduced-motion: reduce)'));
      assert.notEqual(await moving({ reducedMotion: true, css }), 0);
    });

    it('by a setting of VS Code: nothing moves', async () => {
      assert.equal(await moving({}, true), 0);
      assert.notEqual(await moving({ css: without(/\.vscode-reduce-motion[^{]*\{[^}]*\}/g) }, true), 0);
    });
  });

  describe('to 200 % zoom in 320 CSS pixels', () => {
    const fits = { overflow: [], cramped: [], rows: 1, small: [], unnamed: [] };
    const misfits = (css?: (css: string) => string): Promise<Record<string, unknown>> =>
      onChat({ width: 320, height: 512, ...(css ? { css } : {}) }, async chat => {
        const found: Record<string, unknown> = {};
        for (const [size, variable] of [
          ['as it is', ''],
          [
            'text of twice the size',
            `document.documentElement.style.setProperty('--vscode-font-size', '26px')`,
          ],
        ] as const) {
          if (variable) await chat.page.evaluate(variable);
          for (const [name, state] of Object.entries(scenes)) {
            await showScene(chat, state);
            if (!css)
              await chat.page.screenshot({
                path: path.join(pictures, `zoom-${variable ? 'text' : 'page'}-${name}.png`),
              });
            const there = await measure(chat.page);
            const wrong = variable ? { ...fits, overflow: there.overflow } : there;
            if (JSON.stringify(wrong) !== JSON.stringify(fits)) found[`${name}, ${size}`] = wrong;
          }
        }
        return found;
      });

    it('the chat shows everything without being moved sideways', async () => {
      assert.deepEqual(await misfits(), {});
      assert.notDeepEqual(await misfits(without(/overflow-wrap: anywhere;/g)), {});
    });

    const width = `({ page: document.documentElement.scrollWidth, window: innerWidth })`;
    const facts = v.object({ page: v.number(), window: v.number() });
    const isTooWide = async (page: Page): Promise<boolean> => {
      const { page: wide, window } = v.parse(facts, await page.evaluate(width));
      return wide > window;
    };

    it('the session view too', async () => {
      const tooWide = async (options: SessionViewOptions): Promise<boolean> => {
        const page = await openSessionView(browser, { width: 320, ...options });
        await showPicture(page, sessionPicture(endpointPicture()));
        if (!options.css)
          await page.screenshot({ path: path.join(pictures, 'zoom-session.png'), fullPage: true });
        const seen = await isTooWide(page);
        await page.close();
        return seen;
      };
      assert.equal(await tooWide({}), false);
      assert.equal(await tooWide({ css: without(block('.wide')) }), true);
    });

    const gateway = RunningGateway.forTests();

    it('the status page of a gateway too', async () => {
      const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
      await page.goto(`${gateway().server.http.replace(/\/v1$/, '')}/status`);
      assert.equal(await isTooWide(page), false);
      await page.getByLabel('Token of this gateway').fill(token);
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByText('By server').waitFor();
      await page.screenshot({ path: path.join(pictures, 'zoom-status.png'), fullPage: true });
      assert.equal(await isTooWide(page), false);
      await page.evaluate(`document.querySelectorAll('.wide').forEach(node => node.className = '')`);
      assert.equal(await isTooWide(page), true);
      await page.close();
    });
  });

  describe('to languages from right to left', () => {
    const wrong = (css?: (css: string) => string): Promise<string[]> =>
      onChat(css ? { css } : {}, async chat => {
        await showScene(chat, scene('fromTheRight'));
        return await find(chat.page, wrongDirections);
      });

    it('text, lists, quotes and tables run as they are written, code never does', async () => {
      assert.deepEqual(await wrong(), []);
      assert.ok((await wrong(without(/direction: rtl;/g))).some(each => each.includes('bullets')));
      const withoutLeft = await wrong(without(/direction: ltr;/g));
      assert.ok(withoutLeft.some(each => each.includes('code is not ltr')));
    });
  });

  describe('to colours that the system chooses', () => {
    const chatLost = (css?: (css: string) => string): Promise<string[]> =>
      onChat({ forcedColors: true, ...(css ? { css } : {}) }, async chat => {
        await showScene(chat, scene('history'));
        const inList = await lost(chat.page, {
          of: '.conversations .open[aria-current]',
          isChosen: true,
        });
        if (!css) await chat.page.screenshot({ path: path.join(pictures, 'forced-history.png') });
        await showScene(chat, scene('queue'));
        await chat.page.getByRole('button', { name: 'Wrap lines' }).press('Enter');
        if (!css) await chat.page.screenshot({ path: path.join(pictures, 'forced-queue.png') });
        const there = await lost(
          chat.page,
          { of: '.endpoint', pseudo: '::before' },
          { of: '.budget .fill' },
          { of: '.answer[aria-busy="true"] .figures', pseudo: '::before' },
          { of: '.icon-button[aria-pressed="true"]', isChosen: true },
        );
        await showScene(chat, scene('mentions'));
        if (!css) await chat.page.screenshot({ path: path.join(pictures, 'forced-mentions.png') });
        return [
          ...inList,
          ...there,
          ...(await lost(chat.page, { of: '.mentions [aria-selected="true"]', isChosen: true })),
        ];
      });

    it('the chat still tells what is chosen, pressed and full', async () => {
      assert.deepEqual(await chatLost(), []);
      assert.deepEqual(await chatLost(without(block('@media (forced-colors: active)'))), [
        '.conversations .open[aria-current]',
        '.endpoint',
        '.budget .fill',
        '.answer[aria-busy="true"] .figures',
        '.icon-button[aria-pressed="true"]',
        '.mentions [aria-selected="true"]',
      ]);
    });

    it('the session view still tells how the time went', async () => {
      const gone = async (options: SessionViewOptions): Promise<string[]> => {
        const page = await openSessionView(browser, { forcedColors: true, ...options });
        await showPicture(page, sessionPicture(endpointPicture()));
        if (!options.css) await page.screenshot({ path: path.join(pictures, 'forced-session.png') });
        const seen = await lost(
          page,
          { of: '.state', pseudo: '::before' },
          { of: '.bar .stream' },
          { of: '.swatch.stream' },
        );
        await page.close();
        return seen;
      };
      assert.deepEqual(await gone({}), []);
      assert.equal((await gone({ css: without(block('@media (forced-colors: active)')) })).length, 3);
    });
  });
});
