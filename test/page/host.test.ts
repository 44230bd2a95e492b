import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { pageBrowser } from '../support/page/browser';
import { ChatPage } from '../support/page/chatPage';
import { chatState } from '../support/page/states';

describe('the way between the page and the extension', () => {
  let browser: Browser;
  let chat: ChatPage;
  before(async () => {
    browser = await pageBrowser();
    chat = await ChatPage.open(browser);
    await chat.show();
  });
  after(async () => {
    await chat.close();
  });

  for (const [name, message] of Object.entries<unknown>({
    'no object': 'state',
    nothing: null,
    'an unknown type': { type: '__proto__' },
    'a state with too little': { type: 'state', state: {} },
    'a delta with a text that is none': { type: 'delta', answer: 'a', part: 0, at: 0, text: { length: 5 } },
    'a negative offset': { type: 'delta', answer: 'a', part: 0, at: -1, text: 'x' },
    'an endless text': { type: 'compose', text: 'x'.repeat(200_001), append: false },
    'a state with a polluted item': {
      type: 'state',
      state: { ...chatState(), items: [JSON.parse('{"__proto__":{"kind":"user"}}')] },
    },
  })) {
    it(`refuses ${name}, and says so`, async () => {
      await chat.forget();
      await chat.postRaw(message);
      const { text } = await chat.posts('problem');
      assert.match(text, /refused/);
      assert.match(await chat.page.getByRole('heading', { level: 1 }).innerText(), /A conversation/);
    });
  }
});
