import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { participantHandler } from '../../src/chat/native/participant';
import { systemClock } from '../../src/common/systemClock';
import { createSession } from '../../src/session/createSession';
import { everything } from '../support/chat/room';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { withFiles, workspaceFolder } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';
import { withSettings } from '../support/network/editing';
import { silentLog } from '../../src/common/log';

const model = 'model-a';

/** The model as any extension finds it. */
async function found(): Promise<vscode.LanguageModelChat> {
  return await waitFor('the model', async () => {
    const models = await vscode.lm.selectChatModels({ vendor: 'codex-spark' });
    return models.find(({ id }) => id === model);
  });
}

/** A conversation with `@spark` that keeps what is said. */
function listening() {
  const said: string[] = [];
  const noted: string[] = [];
  const text = (value: string | vscode.MarkdownString): string =>
    typeof value === 'string' ? value : value.value;
  const stream = {
    markdown: (value: string | vscode.MarkdownString) => void said.push(text(value)),
    progress: (value: string) => void noted.push(value),
  };
  return { said, noted, stream };
}

const question = (text: string): vscode.LanguageModelChatMessage =>
  vscode.LanguageModelChatMessage.User(text);

describe('the model in the chat of VS Code', () => {
  let gateway: DrivenGateway;
  const asked = (count: number) =>
    waitFor(`request ${count}`, () => {
      const own = gateway.answers.filter(({ request }) => JSON.stringify(request.input).includes('qzxw'));
      return own.length >= count ? own[count - 1] : undefined;
    });

  before(async () => (gateway = await DrivenGateway.start()));
  after(() => gateway.stop());
  const withModel = (work: () => Promise<void>): Promise<void> =>
    withSettings({ ...gateway.settings, model }, work);

  it('is found by its vendor, streams, and continues with what is new', () =>
    withModel(async () => {
      const chat = await found();
      assert.equal(chat.family, model);
      assert.ok(chat.maxInputTokens > 1_000);
      const cancel = new vscode.CancellationTokenSource();
      const response = await chat.sendRequest([question('qzxw one')], {}, cancel.token);
      const answer = await asked(1);
      const pieces: string[] = [];
      const reading = (async () => {
        for await (const piece of response.text) pieces.push(piece);
      })();
      answer.text('Hello');
      await waitFor('the first piece', () => pieces.length > 0 || undefined);
      assert.equal(pieces.join(''), 'Hello', 'it streams: the rest is not there yet');
      answer.text(' there.');
      answer.end();
      await reading;
      assert.equal(pieces.join(''), 'Hello there.');

      const history = [
        question('qzxw one'),
        vscode.LanguageModelChatMessage.Assistant('Hello there.'),
        question('qzxw two'),
      ];
      const second = await chat.sendRequest(history, {}, cancel.token);
      const next = await asked(2);
      assert.equal(next.request.input.length, 3, 'the server knows all of it');
      next.text('Again.');
      next.end();
      let all = '';
      for await (const piece of second.text) all += piece;
      assert.equal(all, 'Again.');
    }));

  it('stops generating when the request is cancelled', () =>
    withModel(async () => {
      const chat = await found();
      const cancel = new vscode.CancellationTokenSource();
      const response = await chat.sendRequest([question('qzxw long')], {}, cancel.token);
      const answer = await asked(3);
      answer.text('on and on');
      const iterator = response.text[Symbol.asyncIterator]();
      assert.equal((await iterator.next()).value, 'on and on');
      cancel.cancel();
      await waitFor('the end of the turn', () => answer.signal.aborted || undefined);
    }));

  it('hands tools to the model, its calls back, and what came of them on', () =>
    withModel(async () => {
      const chat = await found();
      const { token } = new vscode.CancellationTokenSource();
      const tools = [
        { name: 'weather', description: 'The weather.', inputSchema: { type: 'object', properties: {} } },
      ];
      const ask = async (messages: vscode.LanguageModelChatMessage[]) => {
        const parts: unknown[] = [];
        const response = await chat.sendRequest(messages, { tools }, token);
        for await (const part of response.stream) parts.push(part);
        return parts;
      };
      const before = gateway.answers.length;
      const latest = (text: string) =>
        waitFor('the request', () =>
          gateway.answers.slice(before).find(({ request }) => JSON.stringify(request.input).includes(text)),
        );

      const first = ask([question('qzxw tools')]);
      const answer = await latest('qzxw tools');
      assert.deepEqual(
        answer.request.settings?.tools.map(({ type, name }) => [type, name]),
        [['function', 'weather']],
      );
      answer.text('I look.');
      answer.call('weather', '{ "where": "Oslo" }');
      answer.end();
      const parts = await first;
      const [text, call] = parts;
      assert.ok(
        text instanceof vscode.LanguageModelTextPart && call instanceof vscode.LanguageModelToolCallPart,
      );
      assert.equal(text.value, 'I look.');
      assert.deepEqual([call.name, call.input], ['weather', { where: 'Oslo' }]);

      const second = ask([
        question('qzxw tools'),
        vscode.LanguageModelChatMessage.Assistant([text, call]),
        vscode.LanguageModelChatMessage.User([
          new vscode.LanguageModelToolResultPart(call.callId, [new vscode.LanguageModelTextPart('qzxrain')]),
        ]),
      ]);
      const next = await latest('qzxrain');
      assert.deepEqual(
        next.request.input.slice(-2).map(({ type, call_id }) => [type, call_id]),
        [
          ['function_call', call.callId],
          ['function_call_output', call.callId],
        ],
      );
      next.text('It rains.');
      next.end();
      const [said] = await second;
      assert.ok(said instanceof vscode.LanguageModelTextPart && said.value === 'It rains.');
    }));

  it('keeps back what tools read from files that may not be sent', () =>
    withModel(() =>
      withFiles({ '.codexsparkignore': 'qzxprivate/\n' }, async () => {
        const chat = await found();
        const { token } = new vscode.CancellationTokenSource();
        const folder = workspaceFolder();
        const inputs: readonly [string, object][] = [
          ['secret', { filePath: '/home/somebody/.env', startLine: 1 }],
          ['ignored', { filePath: vscode.Uri.joinPath(folder, 'qzxprivate', 'a.ts').fsPath }],
          ['inside', { path: 'qzxprivate/a.ts' }],
          ['listed', { edits: [{ uri: vscode.Uri.joinPath(folder, 'qzxprivate', 'b.ts').toString() }] }],
          ['open', { filePath: vscode.Uri.joinPath(folder, 'qzxopen.ts').fsPath }],
          ['weather', { where: 'qzxprivate/a.ts' }],
        ];
        const messages = inputs.flatMap(([id, input]) => [
          vscode.LanguageModelChatMessage.Assistant([
            new vscode.LanguageModelToolCallPart(id, 'read_file', input),
          ]),
          vscode.LanguageModelChatMessage.User([
            new vscode.LanguageModelToolResultPart(id, [new vscode.LanguageModelTextPart(`text of ${id}`)]),
          ]),
        ]);
        const ask = async (): Promise<string> => {
          const before = gateway.answers.length;
          const asked = [question('qzxw kept'), ...messages, question('qzxw go on')];
          const read = (async () => {
            const response = await chat.sendRequest(asked, {}, token);
            for await (const piece of response.text) void piece;
          })();
          const answer = await waitFor('the request', () =>
            gateway.answers
              .slice(before)
              .findLast(({ request }) => JSON.stringify(request.input).includes('qzxw kept')),
          );
          answer.text('Done.');
          answer.end();
          await read;
          return JSON.stringify(answer.request.input);
        };
        // The watcher of the file system takes its time to tell of an ignore file that was just written.
        const input = await waitFor('the ignore file to count', async () => {
          const sent = await ask();
          return sent.includes('text of ignored') ? undefined : sent;
        });
        const sent = inputs.filter(([id]) => input.includes(`text of ${id}`));
        assert.deepEqual(
          sent.map(([id]) => id),
          ['open', 'weather'],
        );
        assert.match(input, /may hold secrets, so nothing of it is sent/);
      }),
    ));

  it('says so when a call is not one', () =>
    withModel(async () => {
      const chat = await found();
      const { token } = new vscode.CancellationTokenSource();
      const tools = [{ name: 'weather', description: 'The weather.' }];
      const read = (async () => {
        const response = await chat.sendRequest([question('qzxw wrong call')], { tools }, token);
        for await (const part of response.stream) void part;
      })();
      const answer = await waitFor('the request', () =>
        gateway.answers.findLast(({ request }) => JSON.stringify(request.input).includes('qzxw wrong call')),
      );
      answer.call('weather', '[1, 2');
      answer.end();
      await assert.rejects(read, /tool weather with arguments that are not a JSON object/);
    }));

  it('counts tokens', () =>
    withModel(async () => {
      const chat = await found();
      const count = await chat.countTokens('const total = price * amount;');
      assert.ok(count >= 5 && count <= 15, String(count));
      assert.equal(await chat.countTokens(question('')), 0);
    }));

  it('answers as @spark, with what is attached, and keeps back what may not be sent', async () => {
    const { endpoint, headers } = gateway.settings;
    const session = createSession({
      url: endpoint,
      headers: () => Promise.resolve(headers),
      model,
      log: silentLog,
      clock: systemClock,
    });
    const file = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), name);
    await withFiles({ 'qzxopen.txt': 'in the open\n', '.env': 'KEY=qzxhidden\n' }, async () => {
      const handle = participantHandler({
        session: () => session,
        permission: { ...everything, mayBeSent: uri => !uri.path.endsWith('.env') },
        clock: systemClock,
      });
      const { said, noted, stream } = listening();
      const ending = handle(
        {
          prompt: 'qzxw participant',
          references: ['qzxopen.txt', '.env'].map(name => ({ id: name, value: file(name) })),
        },
        { history: [] },
        stream,
        new vscode.CancellationTokenSource().token,
      );
      const answer = await waitFor('the request', () =>
        gateway.answers.findLast(({ request }) => JSON.stringify(request.input).includes('qzxw participant')),
      );
      answer.text('It is.');
      answer.end();
      await ending;
      assert.equal(said.join(''), 'It is.');
      assert.match(noted.join(), /^\.env: .*nothing of it is sent/);
      assert.match(JSON.stringify(answer.request), /in the open/);
      assert.doesNotMatch(JSON.stringify(answer.request), /qzxhidden/);
    });
    session.dispose();
  });

  it('says what went wrong', () =>
    withModel(async () => {
      const chat = await found();
      const cancel = new vscode.CancellationTokenSource();
      const read = (async () => {
        const response = await chat.sendRequest([question('qzxw broken')], {}, cancel.token);
        for await (const piece of response.text) void piece;
      })();
      const answer = await waitFor('the request', () =>
        gateway.answers.findLast(({ request }) => JSON.stringify(request.input).includes('qzxw broken')),
      );
      answer.text('x');
      answer.fail(new Error('inside'));
      await assert.rejects(read, /failure of its own/);
    }));
});
