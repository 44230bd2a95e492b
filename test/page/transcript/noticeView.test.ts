import assert from 'node:assert/strict';
import type { TranscriptItem } from '../../../src/chat/messages';
import { onChatPage } from '../../support/page/onChatPage';

onChatPage('a notice', chat => {
  const notice = (level: 'info' | 'warning', actions: 'showLog'[] = []): TranscriptItem => ({
    ...{ kind: 'notice', id: 'n1', at: 1, level, actions },
    text: 'Context was <b>cut</b>\u202e.',
  });

  it('is read as it was written, without what would turn it around', async () => {
    await chat().show({ items: [notice('info')] });
    const text = await chat().page.getByRole('article', { name: 'Notice' }).innerText();
    assert.match(text, /Context was <b>cut<\/b>/);
    assert.doesNotMatch(text, /\u202e/);
  });

  it('offers what helps, and says for which notice it was pressed', async () => {
    await chat().show({ items: [notice('warning', ['showLog'])] });
    await chat().page.getByRole('button', { name: 'Show Log' }).click();
    const { action, item } = await chat().posts('help');
    assert.deepEqual([action, item], ['showLog', 'n1']);
  });

  it('looks the part: a warning is not drawn as a note', async () => {
    const drawn = async (level: 'info' | 'warning') => {
      await chat().show({ items: [notice(level)] });
      return await chat().page.locator(`.notice.${level} > .icon`).innerHTML();
    };
    assert.notEqual(await drawn('info'), await drawn('warning'));
  });
});
