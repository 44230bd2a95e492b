import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { RunningGateway, token } from '../support/gateway/runningGateway';
import { barriers } from '../support/page/axe';
import { pageBrowser } from '../support/page/browser';
import { ChatPage } from '../support/page/chatPage';
import { scenes, showScene } from '../support/page/scenes';
import {
  endpointPicture,
  openSessionView,
  sessionPicture,
  showPicture,
} from '../support/page/sessionViewPage';
import { themes } from '../support/page/themes';

/** What a tool can find that keeps people out: names, roles, order, contrast. */
describe('nobody is left out of', () => {
  let browser: Browser;
  before(async () => {
    browser = await pageBrowser();
  });

  for (const theme of themes) {
    it(`the chat in any of its states: ${theme}`, async () => {
      // So high that nothing is skipped for being off screen.
      const chat = await ChatPage.open(browser, { theme, height: 1_800 });
      const found: Record<string, readonly string[]> = {};
      for (const [name, scene] of Object.entries(scenes)) {
        await showScene(chat, scene);
        const there = await barriers(chat.page);
        if (there.length > 0) found[name] = there;
      }
      assert.deepEqual(found, {});
      assert.deepEqual(await chat.faults(), []);
      await chat.close();
    });

    it(`the session view: ${theme}`, async () => {
      const page = await openSessionView(browser, { theme });
      await showPicture(page, sessionPicture());
      assert.deepEqual(await barriers(page), []);
      const busy = endpointPicture({
        title: 'another',
        state: { word: 'no connection', level: 'bad', detail: 'The server closed it.' },
        turns: [],
      });
      await showPicture(page, sessionPicture(endpointPicture(), busy));
      assert.deepEqual(await barriers(page), []);
      await page.close();
    });
  }

  describe('the status page of a gateway', () => {
    const gateway = RunningGateway.forTests();

    for (const [colorScheme, forcedColors] of [
      ['light', 'none'],
      ['dark', 'none'],
      ['light', 'active'],
      ['dark', 'active'],
    ] as const) {
      it(forcedColors === 'active' ? `high contrast, ${colorScheme}` : colorScheme, async () => {
        const page = await browser.newPage({ colorScheme, forcedColors });
        await page.goto(`${gateway().server.http.replace(/\/v1$/, '')}/status`);
        assert.deepEqual(await barriers(page), []);
        await page.getByLabel('Token of this gateway').fill('another');
        await page.getByRole('button', { name: 'Show' }).click();
        await page.getByText('This is not a token of this gateway.').waitFor();
        assert.deepEqual(await barriers(page), []);
        await page.getByLabel('Token of this gateway').fill(token);
        await page.getByRole('button', { name: 'Show' }).click();
        await page.getByText('By server').waitFor();
        assert.deepEqual(await barriers(page), []);
        await page.close();
      });
    }
  });
});
