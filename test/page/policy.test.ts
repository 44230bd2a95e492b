import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { pageBrowser } from '../support/page/browser';
import { ChatPage } from '../support/page/chatPage';
import { entities } from '../support/page/hostile/entities';
import { markup } from '../support/page/hostile/markup';
import { keepMarkupPolicy, putAsMarkup, stringsToCode } from '../support/page/inPage';

/**
 * No policy of a page keeps it from leading itself away; in VS Code the frame around it does, which may show nothing of
 * another origin. Everything else is here.
 */
const texts = [...markup, ...entities].filter(
  text => !text.includes('http-equiv="refresh" content="0;url=https'),
);

const observed = v.object({ ran: v.array(v.string()), violations: v.array(v.string()), made: v.number() });

/** The policy with another directive in the place of one. */
const instead =
  (directive: RegExp, other: string) =>
  (html: string): string => {
    const changed = html.replace(directive, other);
    assert.notEqual(changed, html, 'the policy has that directive');
    return changed;
  };

const holes: readonly {
  readonly name: string;
  readonly html: (html: string) => string;
  readonly shows: 'runs' | 'asks';
}[] = [
  { name: 'everything', html: instead(/<meta http-equiv=[^>]*>/, ''), shows: 'asks' },
  {
    name: 'inline scripts',
    html: instead(/script-src [^;]*;/, `script-src 'unsafe-inline' https://files.test;`),
    shows: 'runs',
  },
  { name: 'pictures', html: instead(/default-src 'none';/, `default-src 'none'; img-src *;`), shows: 'asks' },
  { name: 'frames', html: instead(/default-src 'none';/, `default-src 'none'; frame-src *;`), shows: 'asks' },
  {
    name: 'styles',
    html: instead(/style-src [^;]*;/, `style-src 'unsafe-inline' *;`),
    shows: 'asks',
  },
  { name: 'forms', html: instead(/form-action 'none';/, ''), shows: 'asks' },
];

describe('the policy of the page', () => {
  let browser: Browser;
  before(async () => {
    browser = await pageBrowser();
  });

  const open = (html?: (html: string) => string) =>
    ChatPage.open(browser, { script: keepMarkupPolicy, ...(html ? { html } : {}) });

  /** What texts do as markup. A page that was led away has no more to tell; that it was is among the escapes. */
  const put = async (chat: ChatPage, some: readonly string[]) =>
    v.parse(observed, await chat.call(putAsMarkup, some).catch(() => ({ ran: [], violations: [], made: 0 })));

  /** What all texts do as markup, at once in a page of their own. */
  async function asMarkup(html?: (html: string) => string) {
    const chat = await open(html);
    try {
      return { ...(await put(chat, texts)), asked: chat.escapes };
    } finally {
      await chat.close();
    }
  }

  /**
   * Whether one of the texts does something, each alone and in turn: among many at once a navigation that begins ends the
   * one before it, sometimes before anything was asked for.
   */
  async function oneByOne(html: (html: string) => string, shows: 'runs' | 'asks'): Promise<boolean> {
    const chat = await open(html);
    try {
      for (const text of texts) {
        const { ran } = await put(chat, [text]);
        if (shows === 'runs' ? ran.length > 0 : chat.escapes.length > 0) return true;
      }
      return false;
    } finally {
      await chat.close();
    }
  }

  it('alone holds, if every hostile text became markup by the one way there is', async () => {
    const { ran, violations, made, asked } = await asMarkup();
    assert.ok(made > texts.length, `it became markup: ${made} elements`);
    assert.deepEqual(ran, []);
    assert.deepEqual(asked, []);
    assert.ok(violations.length > 50, `the policy had to refuse: ${violations.length}`);
  });

  for (const { name, html, shows } of holes) {
    it(`is what holds: with a hole for ${name} it is noticed`, async () => {
      const { ran, asked } = await asMarkup(html);
      const atOnce = shows === 'runs' ? ran : asked;
      assert.ok(atOnce.length > 0 || (await oneByOne(html, shows)));
    });
  }

  /** The ways in which a string became markup or code. */
  async function leaks(html?: (html: string) => string): Promise<readonly string[]> {
    const chat = await ChatPage.open(browser, html ? { html } : {});
    try {
      return v.parse(v.array(v.string()), await chat.call(stringsToCode, null));
    } finally {
      await chat.close();
    }
  }

  it('lets no string become markup or code', async () => {
    assert.deepEqual(await leaks(), []);
    const without = await leaks(instead(/<meta http-equiv=[^>]*>/, ''));
    assert.ok(without.length > 12, `without a policy all of them do: ${without.join()}`);
  });
});
