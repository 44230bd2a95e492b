import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { pageBrowser } from '../support/page/browser';
import { ChatPage } from '../support/page/chatPage';
import { measure } from '../support/page/measure';
import { emptyWithoutKey, running } from '../support/page/scenes';
import { themes } from '../support/page/themes';

const pictures = path.join('.cache', 'page');
const widths = [300, 420, 700];
const scenes = { running, empty: emptyWithoutKey };

describe('how the chat looks', () => {
  let browser: Browser;
  before(async () => {
    browser = await pageBrowser();
    await mkdir(pictures, { recursive: true });
  });

  for (const theme of themes) {
    it(`fits in every width: ${theme}`, async () => {
      const chat = await ChatPage.open(browser, { theme });
      for (const width of widths) {
        await chat.page.setViewportSize({ width, height: 900 });
        for (const [scene, message] of Object.entries(scenes)) {
          await chat.post(message);
          await chat.settled();
          await chat.page.screenshot({ path: path.join(pictures, `${scene}-${theme}-${width}.png`) });
          assert.deepEqual(
            await measure(chat.page),
            { overflow: [], cramped: [], rows: 1, small: [], unnamed: [] },
            `${scene} at ${width}`,
          );
          if (scene !== 'running') continue;
          await chat.page.evaluate(`void (document.querySelector('.scroll').scrollTop = 0)`);
          await chat.settled();
          await chat.page.screenshot({ path: path.join(pictures, `top-${theme}-${width}.png`) });
        }
      }
      assert.deepEqual(await chat.faults(), []);
      await chat.close();
    });
  }
});
