import assert from 'node:assert/strict';
import { onChatPage } from '../support/page/onChatPage';
import { said, streamed } from '../support/page/states';

onChatPage('what the chat reads out', chat => {
  it('is that an answer begins, where it is redirected, and how it ends, however many pieces it comes in', async () => {
    await chat().show({ items: [said('Go')] });
    await chat().page.evaluate(`(() => {
      window.spoken = [];
      const region = document.querySelector('.said-aloud');
      new MutationObserver(() => spoken.push(region.textContent)).observe(region, { childList: true });
      window.others = document.querySelectorAll('[aria-live]:not(.said-aloud):not([aria-live=off]), [role=alert]:not([hidden])').length;
    })()`);
    const messages = streamed('word '.repeat(200), 5);
    const end = messages.pop();
    assert.ok(end);
    for (const message of messages) await chat().post(message);
    await chat().post({ type: 'redirected', answer: 'a1', part: 1, instruction: 'Shorter', live: false });
    await chat().post({ type: 'delta', answer: 'a1', part: 1, at: 0, text: 'In short.' });
    await chat().post(end);
    await chat().settled();
    assert.deepEqual(await chat().page.evaluate('spoken'), [
      'Answering',
      'Redirected: Shorter',
      'Answer completed. In short.',
    ]);
    assert.equal(await chat().page.evaluate('others'), 0, 'nothing else is a live region');
  });
});
