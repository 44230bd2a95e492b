import assert from 'node:assert/strict';
import { limits } from '../../../src/chat/messages';
import { onChatPage } from '../../support/page/onChatPage';

/** Drops data on the page, with the events that a browser sends. */
const drop = `({ data, file }) => {
  const dataTransfer = new DataTransfer();
  for (const [type, value] of Object.entries(data)) dataTransfer.setData(type, value);
  if (file) dataTransfer.items.add(new File([file.text], file.name));
  const root = document.getElementById('chat');
  const send = type => root.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  send('dragenter');
  const marked = root.classList.contains('dropping');
  const taken = !send('dragover');
  send('drop');
  return { marked, taken, after: root.classList.contains('dropping') };
}`;

onChatPage('what is dropped on the chat', chat => {
  it('is taken as addresses when it comes from VS Code', async () => {
    const seen = await chat().call(drop, { data: { 'text/uri-list': 'file:///a.ts\r\nfile:///b.ts' } });
    assert.deepEqual(seen, { marked: true, taken: true, after: false });
    assert.deepEqual((await chat().posts('dropUris')).uris, ['file:///a.ts', 'file:///b.ts']);
  });

  it('is taken by its content when it comes from elsewhere', async () => {
    await chat().call(drop, { data: {}, file: { name: 'notes.txt', text: 'line' } });
    const { name, text } = await chat().posts('dropText');
    assert.deepEqual([name, text], ['notes.txt', 'line']);
  });

  it('is not cut when it is too big: the extension says why it is not attached', async () => {
    await chat().call(drop, {
      data: {},
      file: { name: 'big.txt', text: 'x'.repeat(limits.droppedText + 1) },
    });
    assert.equal((await chat().posts('dropText')).text, '');
  });

  it('is left alone when it is neither', async () => {
    const seen = await chat().call(drop, { data: { 'text/plain': 'words' } });
    assert.deepEqual(seen, { marked: false, taken: false, after: false });
    assert.deepEqual(await chat().asked(), []);
  });
});
