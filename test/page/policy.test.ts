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

  /** What every text does as markup in a page of its own. */
  async function asMarkup(html?: (html: string) => string) {
    const chat = await ChatPage.open(browser, { script: keepMarkupPolicy, ...(html ? { html } : {}) });
    try {
      // A page that was led away has no more to tell; that it was is among the escapes.
      const seen = await chat.call(putAsMarkup, texts).catch(() => ({ ran: [], violations: [], made: 0 }));
      return { ...v.parse(observed, seen), asked: chat.escapes };
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
      assert.notDeepEqual(shows === 'runs' ? ran : asked, []);
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
