import assert from 'node:assert/strict';
import { onChatPage } from '../support/page/onChatPage';
import { answer, said } from '../support/page/states';

onChatPage('a row of buttons', chat => {
  const focused = () => chat().page.evaluate('document.activeElement.title');
  const press = async (key: string): Promise<unknown> => {
    await chat().page.keyboard.press(key);
    return await focused();
  };

  it('is one stop of the Tab key, and the arrows walk in it', async () => {
    await chat().show({ items: [said('Go'), answer('Text')] });
    await chat().page.locator('.answer').focus();
    assert.equal(await press('Tab'), 'Copy answer as Markdown');
    assert.equal(await press('ArrowRight'), 'Regenerate');
    assert.equal(await press('End'), 'New conversation from here');
    assert.equal(await press('ArrowRight'), 'Copy answer as Markdown');
    assert.equal(await press('ArrowLeft'), 'New conversation from here');
    assert.equal(await press('Tab'), 'Add context (@)');
    assert.equal(await press('Shift+Tab'), 'New conversation from here', 'where one was before');
  });

  it('leaves out what cannot be pressed', async () => {
    await chat().show({ items: [said('Go', { branch: { index: 0, count: 2 } })] });
    await chat().page.locator('.user').focus();
    assert.equal(await press('Tab'), 'Later version');
    assert.equal(await press('ArrowRight'), 'Edit and ask again');
    assert.equal(await press('Home'), 'Later version');
  });
});
