import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import type { EndpointState } from '../../src/chat/messages';
import { pageBrowser } from '../support/page/browser';
import { ChatPage } from '../support/page/chatPage';
import { focusFacts, unreachable } from '../support/page/inPage';
import { onChatPage } from '../support/page/onChatPage';
import { scenes, showScene } from '../support/page/scenes';
import {
  endpointPicture,
  openSessionView,
  sessionPicture,
  showPicture,
} from '../support/page/sessionViewPage';
import { answer, said } from '../support/page/states';

const facts = v.object({
  name: v.string(),
  isBody: v.boolean(),
  /** It had the focus before. */
  isAgain: v.boolean(),
  ring: v.boolean(),
  inView: v.boolean(),
  covered: v.nullable(v.string()),
});
type FocusFacts = v.InferOutput<typeof facts>;

/** Runs in the page: until what came of a key is drawn. What hangs on how far a list is scrolled is shown or gone by then. */
const drawn = 'new Promise(done => requestAnimationFrame(() => setTimeout(done)))';

/** Presses a key until the focus leaves the page, or comes round to where it began; tells what had it, in order. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<FocusFacts[]> {
  const stops: FocusFacts[] = [];
  for (;;) {
    await page.keyboard.press(key);
    await page.evaluate(drawn);
    const stop = v.parse(facts, await page.evaluate(focusFacts));
    if (stop.isBody || (stop.isAgain && stop.name === stops[0]?.name)) return stops;
    if (stop.isAgain) break;
    stops.push(stop);
  }
  assert.fail(
    `A trap: ${stops
      .slice(-4)
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** Puts the focus before everything or behind it, from where the next key begins. */
const leaveBy = (side: 'append' | 'prepend'): string => `(() => {
  const node = document.createElement('i');
  node.tabIndex = -1;
  document.body.${side}(node);
  node.focus();
  node.remove();
})()`;

/** Walks there and back; tells what is wrong with that, and what no key leads to. */
async function wrongWithKeys(page: Page): Promise<Record<string, readonly string[]>> {
  await page.evaluate(leaveBy('prepend'));
  const there = await walk(page, 'Tab');
  const names = (wanted: (stop: FocusFacts) => boolean): string[] =>
    there.filter(wanted).map(({ name, covered }) => (covered === null ? name : `${name} under ${covered}`));
  const missed = v.parse(v.array(v.string()), await page.evaluate(unreachable));
  await page.evaluate(leaveBy('append'));
  const back = await walk(page, 'Shift+Tab');
  await page.evaluate('void (harness.visited = undefined)');
  assert.deepEqual(
    back.map(({ name }) => name).reverse(),
    there.map(({ name }) => name),
    'the way back is the way there',
  );
  return {
    'without a ring': names(({ ring }) => !ring),
    'out of view': names(({ inView }) => !inView),
    covered: names(({ covered }) => covered !== null),
    missed,
  };
}

const nothing = { 'without a ring': [], 'out of view': [], covered: [], missed: [] };

describe('by keyboard alone', () => {
  let browser: Browser;
  before(async () => {
    browser = await pageBrowser();
  });

  for (const theme of ['dark', 'highContrastLight'] as const) {
    it(`everything of the chat is reached, seen and left: ${theme}`, async () => {
      const chat = await ChatPage.open(browser, { theme, height: 600 });
      for (const [name, scene] of Object.entries(scenes)) {
        await showScene(chat, scene);
        // Lists that hang on the focus are gone when it goes elsewhere; they are walked below.
        if (name === 'mentions' || name === 'history') continue;
        assert.deepEqual(await wrongWithKeys(chat.page), nothing, name);
      }
      await chat.close();
    });
  }

  it('everything of the session view is reached, seen and left', async () => {
    const page = await openSessionView(browser);
    await showPicture(page, sessionPicture(endpointPicture()));
    assert.deepEqual(await wrongWithKeys(page), nothing);
    await page.close();
  });

  it('the session view keeps what is selected and read while turns come', async () => {
    const page = await openSessionView(browser);
    await showPicture(page, sessionPicture(endpointPicture(), endpointPicture({ title: 'another' })));
    await page.evaluate(
      `(window.first = document.querySelector('.endpoint'), window.region = document.querySelector('[role=status]'))`,
    );
    const status = page.getByRole('status');
    assert.equal(await status.textContent(), 'spark-model: connected. another: connected');
    await page.evaluate(
      `new MutationObserver(() => (window.spoken = true)).observe(region, { childList: true, subtree: true, characterData: true })`,
    );
    await showPicture(
      page,
      sessionPicture(endpointPicture(), endpointPicture({ title: 'another', turns: [] })),
    );
    assert.equal(await page.evaluate(`first.isConnected && window.spoken === undefined`), true);
    assert.equal(await page.locator('.endpoint').nth(1).locator('table').count(), 0);
    await showPicture(
      page,
      sessionPicture(endpointPicture({ state: { word: 'lost', level: 'bad', detail: '' } })),
    );
    assert.equal(await status.textContent(), 'spark-model: lost');
    await page.close();
  });
});

onChatPage('by keyboard alone, the chat', chat => {
  const focused = (): Promise<unknown> =>
    chat().page.evaluate(
      `(({ activeElement: node }) => node.getAttribute('aria-label') || node.innerText)(document)`,
    );
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await chat().page.keyboard.press(key);
  };

  it('leads into the transcript, from item to item, and stays where it was', async () => {
    await chat().show({ items: [said('One'), answer('Two', { id: 'a1' }), said('Three', { id: 'u2' })] });
    await chat().page.getByRole('combobox', { name: 'Message' }).focus();
    const item = () => chat().page.evaluate(`document.activeElement.closest('.item')?.dataset.id`);
    while ((await item()) === undefined) await press('Shift+Tab');
    assert.equal(await item(), 'u2', 'the last one first');
    await chat().page.locator('.item').last().focus();
    await press('ArrowUp', 'ArrowUp');
    assert.equal(await item(), 'u1');
    await chat().show({ items: [said('One'), answer('Two', { id: 'a1' })] });
    assert.equal(await item(), 'u1', 'the same message of the same conversation');
    await chat().post({ type: 'truncate', from: 'u1' });
    await chat().settled();
    assert.equal(await focused(), 'Message', 'what had the focus is gone');
  });

  it('keeps the focus when the button that was pressed goes away', async () => {
    await chat().show({ items: [said('One', { id: 'u9' })], olderItems: 1 });
    await chat().page.getByRole('button', { name: 'Show earlier messages' }).focus();
    await press('Enter');
    await chat().post({ type: 'older', items: [said('Older')], olderItems: 0 });
    await chat().settled();
    assert.equal(await focused(), 'Message');
    const bad: EndpointState = {
      name: 'm',
      level: 'bad',
      word: 'no key',
      detail: 'Set a key.',
      actions: ['setKey'],
    };
    await chat().post({ type: 'endpoint', endpoint: bad });
    await chat().page.getByRole('button', { name: 'Set API Key' }).focus();
    await chat().post({ type: 'endpoint', endpoint: { ...bad } });
    await chat().settled();
    assert.match(String(await focused()), /Set API Key/, 'the same said again takes nothing away');
    await chat().post({
      type: 'endpoint',
      endpoint: { name: 'm', level: 'good', word: 'ready', actions: [] },
    });
    await chat().settled();
    assert.equal(await focused(), 'Message');
  });

  it('keeps the focus on the same button of a list that is drawn anew', async () => {
    const queue = ['one', 'two', 'three'].map(id => ({ id, text: id }));
    await chat().show({ items: [answer('', { status: 'streaming' })], queue });
    const down = chat().page.locator('.queue li').first().getByRole('button', { name: 'Move down' });
    await down.focus();
    const [first, second, third] = queue;
    assert.ok(first && second && third);
    await chat().post({ type: 'queue', queue: [second, first, third] });
    await chat().settled();
    assert.equal(await focused(), 'Move down (Alt+Down)');
    await chat().post({ type: 'queue', queue: [second, third, first] });
    await chat().settled();
    assert.equal(await focused(), '3 of 3: one', 'there the button can do nothing');
    await chat().post({ type: 'queue', queue: [second, third] });
    await chat().settled();
    assert.equal(await focused(), '2 of 2: three');
    await chat().post({ type: 'queue', queue: [] });
    await chat().settled();
    assert.equal(await focused(), 'Message');
  });

  it('walks the list of conversations, deletes in it, and leaves it', async () => {
    const list = chat().page.getByRole('dialog', { name: 'Conversations' });
    const opener = chat().page.getByRole('button', { name: 'Conversations' });
    const { history } = scenes;
    assert.ok(history);
    await showScene(chat(), history);
    assert.equal(await opener.getAttribute('aria-expanded'), 'true');
    await press('ArrowDown', 'ArrowDown', 'Tab');
    assert.equal(await focused(), 'Rename (F2)');
    await press('End', 'Enter');
    assert.equal((await chat().posts('deleteConversation')).id, 'c2');
    const rest = { id: 'c3', title: 'Third', updatedAt: 0, messages: 2, busy: false };
    await chat().post({ type: 'conversations', current: 'c1', conversations: [rest] });
    await chat().settled();
    assert.match(String(await focused()), /^Third/);
    await press('Tab', 'Tab');
    assert.equal(await focused(), 'Delete All');
    assert.ok(await list.isVisible());
    await press('Tab');
    assert.equal(await list.isVisible(), false, 'it does not lie over what has the focus');
    assert.equal(await opener.getAttribute('aria-expanded'), 'false');
  });
});
