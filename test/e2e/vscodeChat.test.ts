import assert from 'node:assert/strict';
import { modelName, VsCodeChat } from '../support/host/vscodeChat';

const sentence = 'The cart adds the price of every line and rounds the sum at the end. ';
const answers = [
  {
    match: 'which file',
    answer: 'I look for it.',
    calls: [{ name: 'file_search', arguments: { query: '**/cart.ts' } }],
  },
  { match: 'explain', answer: `${sentence.repeat(8)}That is all.` },
  { match: 'cart.ts', answer: 'It is in that file.' },
  { answer: 'Something else.' },
];

/** Nobody is signed in anywhere in these windows. */
describe("VS Code's own chat", () => {
  let chat: VsCodeChat;
  before(async () => (chat = await VsCodeChat.open(answers, 40)));
  after(() => chat.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await chat.window.picture(`failed ${this.currentTest.title}`);
  });

  it('offers the model of the endpoint, and picks it', async () => {
    await chat.modelPicker.getByText(modelName).waitFor();
    await chat.modelPicker.click();
    const row = chat.models.filter({ hasText: modelName });
    await row.filter({ hasText: 'Codex Spark' }).waitFor();
    await chat.window.picture('vscode chat models');
    assert.equal(await row.count(), 1);
    await row.click();
    await chat.models.first().waitFor({ state: 'detached' });
  });

  it('lets @spark answer, as it streams', async () => {
    const hasStreamed = await chat.watchStreaming('adds the price', 'That is all');
    await chat.ask('@spark explain the cart');
    await chat.answered('That is all.');
    assert.ok(await hasStreamed(), 'its beginning is there before its end');
  });

  it('lets its own agent ask the model, once the user has added that', async () => {
    await chat.writeLanguageModels('[{ "name": "Codex Spark", "vendor": "codex-spark" }]');
    await chat.startAnew();
    const hasStreamed = await chat.watchStreaming('adds the price', 'That is all');
    await chat.ask('Please explain the cart');
    await chat.answered('That is all.');
    assert.ok(await hasStreamed(), 'its beginning is there before its end');
    assert.doesNotMatch(
      (await chat.answers.last().textContent()) ?? '',
      /Codex Spark/,
      'not the participant',
    );
  });

  it('runs the tools that the model calls', async () => {
    await chat.ask('And which file is it in?');
    await chat.answered('It is in that file.');
    await chat.window.pictures('vscode chat');
  });
});
