import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import type { HostMessage, TranscriptItem } from '../../src/chat/messages';
import { pageBrowser } from '../support/page/browser';
import { ChatPage } from '../support/page/chatPage';
import { answer, said, stateMessage } from '../support/page/states';
import type { Theme } from '../support/page/themes';

const pictures = path.join('.cache', 'page');
const widths = [300, 420, 700];
const themes: readonly Theme[] = ['dark', 'light', 'highContrast', 'highContrastLight'];

const items: TranscriptItem[] = [
  said('How does the cart round its sum? Please be short, and show me the place.', {
    context: [
      { kind: 'file', label: 'cart.ts', detail: 'src/cart.ts' },
      { kind: 'problems', label: '2 problems' },
    ],
    branch: { index: 1, count: 2 },
  }),
  answer('', {
    parts: [
      { text: 'The cart adds every line. '.repeat(12) },
      {
        text: [
          '## Rounding',
          'The sum is rounded **once**, in [`total`](src/cart.ts), see [the rules](https://rules.example/money).',
          '- every line is exact\n- the sum is rounded\n  - to cents\n- [x] tested',
          '```ts src/cart.ts\nexport function total(items: readonly Item[]): number {\n  // Rounded once, at the end.\n  const sum = items.reduce((all, item) => all + item.price * item.count, 0);\n  return Math.round(sum * 100) / 100;\n}\n```',
          '| case | sum | rounded |\n|:--|--:|--:|\n| half a cent | 1.005 | 1.01 |\n| none | 2 | 2 |',
          '> Money is counted in cents.',
        ].join('\n\n'),
        instruction: 'Only the rounding, please',
      },
    ],
    numbers: {
      firstTokenMs: 84,
      redirectMs: 61,
      tokensPerSecond: 1_040,
      outputTokens: 412,
      endReason: 'complete',
    },
  }),
  {
    kind: 'notice',
    id: 'n1',
    at: 3,
    level: 'warning',
    text: 'Context was cut: it did not fit.',
    actions: [],
  },
  said('And in one word?', { id: 'u2' }),
  answer('', {
    id: 'a2',
    status: 'failed',
    error: {
      message: 'The server closed the connection.',
      advice: 'Try again; if it happens often, test the connection.',
      actions: ['retry', 'diagnose'],
    },
  }),
  said('Go on', { id: 'u3' }),
  answer('It rounds half up, which', { id: 'a3', status: 'streaming' }),
];

const running: HostMessage = stateMessage({
  conversation: { id: 'c1', title: 'How the cart rounds its sum at the end' },
  items,
  queue: [
    { id: 'q1', text: 'Then write a test for it' },
    { id: 'q2', text: 'And update the documentation of the rounding rules' },
  ],
  context: {
    chips: [
      { id: 'k1', kind: 'file', label: 'cart.ts', automatic: true, state: 'ready', tokens: 812 },
      { id: 'k2', kind: 'selection', label: 'invoice.ts:12-48', automatic: false, state: 'cut' },
      { id: 'k3', kind: 'file', label: '.env', automatic: false, state: 'blocked', why: 'It holds secrets.' },
    ],
    usedTokens: 21_000,
    budgetTokens: 32_000,
  },
  endpoint: { name: 'gpt-5.3-codex-spark', level: 'good', word: 'connected', actions: [] },
  draft: 'Shorter, and',
});

const scenes: Readonly<Record<string, readonly HostMessage[]>> = {
  running: [running],
  empty: [
    stateMessage({
      suggestions: [
        { label: 'Explain this file', prompt: 'x', send: true },
        { label: 'What can be simpler here?', prompt: 'x', send: true },
        { label: 'Write tests for the selection', prompt: 'x', send: false },
      ],
      endpoint: {
        ...{ name: 'spark-model', level: 'bad', word: 'no key', actions: ['setKey', 'openSettings'] },
        detail: 'The endpoint needs a key.',
      },
    }),
  ],
};

const measured = v.object({
  overflow: v.array(v.string()),
  cramped: v.array(v.string()),
  rows: v.number(),
  small: v.array(v.string()),
  unnamed: v.array(v.string()),
});

/** What sticks out at the side of the page or of its row, on how many rows the verbs stand, which controls are too small or have no name. */
const measure = `(() => {
  const name = node => node.localName + '.' + node.className;
  const visible = [...document.querySelectorAll('#chat *')].filter(node => node.checkVisibility({ opacityProperty: false }));
  const scrolls = node => node.closest('pre, .table');
  const limit = document.documentElement.clientWidth + 0.5;
  const controls = visible.filter(node => node.matches('button, vscode-button, input, textarea, summary, [role=option]'));
  const verbs = [...document.querySelectorAll('.verbs > *')].map(node => {
    const box = node.getBoundingClientRect();
    return Math.round(box.top + box.height / 2);
  });
  return {
    overflow: visible.filter(node => !scrolls(node) && !node.closest('.said-aloud') && node.getBoundingClientRect().right > limit).map(name),
    cramped: [...document.querySelectorAll('.verbs, .head, .code-head')].filter(node => node.scrollWidth > node.clientWidth).map(name),
    rows: new Set(verbs.filter((middle, i) => verbs.findIndex(other => Math.abs(other - middle) <= 3) === i)).size,
    small: controls.filter(node => { const box = node.getBoundingClientRect(); return box.height < 16 || box.width < 16; }).map(name),
    unnamed: controls.filter(node => !(node.getAttribute('aria-label') || node.getAttribute('label') || node.innerText?.trim() || node.querySelector('.label'))).map(name),
  };
})()`;

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
        for (const [scene, messages] of Object.entries(scenes)) {
          for (const message of messages) await chat.post(message);
          await chat.settled();
          await chat.page.screenshot({ path: path.join(pictures, `${scene}-${theme}-${width}.png`) });
          assert.deepEqual(
            v.parse(measured, await chat.page.evaluate(measure)),
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

  it('moves nothing for people who asked for less motion', async () => {
    for (const reducedMotion of [true, false]) {
      const chat = await ChatPage.open(browser, { reducedMotion });
      await chat.post(running);
      await chat.settled();
      const moving = await chat.page.evaluate(
        `document.getAnimations().filter(animation => animation.playState === 'running').length`,
      );
      assert.equal(Number(moving) > 0, !reducedMotion);
      await chat.close();
    }
  });
});
