import assert from 'node:assert/strict';
import { pageBrowser } from './browser';
import { ChatPage, type ChatPageOptions } from './chatPage';

/** Describes one piece of the chat's page, in a page of its own. After every test the page must have reported no fault. */
export function onChatPage(
  title: string,
  tests: (chat: () => ChatPage) => void,
  options: ChatPageOptions = {},
): void {
  describe(title, () => {
    let opened: ChatPage | undefined;
    const chat = (): ChatPage => {
      if (!opened) throw new Error('The page is open in tests only.');
      return opened;
    };
    before(async () => {
      opened = await ChatPage.open(await pageBrowser(), options);
    });
    after(async () => {
      await opened?.close();
      opened = undefined;
    });
    beforeEach(async () => {
      // Another conversation first: of the one that is shown the page keeps what was typed.
      await chat().show({ conversation: { id: 'before', title: 'Before' } });
      await chat().show();
      await chat().forget();
    });
    afterEach(async () => {
      assert.deepEqual(await chat().faults(), []);
      assert.deepEqual(chat().escapes, []);
    });
    tests(chat);
  });
}
