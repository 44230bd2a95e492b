import assert from 'node:assert/strict';
import { serverNames, type ServerName } from '../../../../../src/common/upstreamNames';
import { fixedKey } from '../../../../../src/engines/upstream/upstreamKey';
import { editInput, editInstructions } from '../../../../../src/diff/editPrompt';
import { hello, helloText } from '../../../../support/upstreams/answers';
import { chatEvents } from '../../../../support/upstreams/chatStream';
import { responsesEvents } from '../../../../support/upstreams/responsesStream';
import { json, stream, type Asked, type Reply } from '../../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../../support/upstreams/upstreamRig';

const code = 'let a = 1;\nlet b = 2;';
const rewrite = {
  instructions: editInstructions,
  input: editInput({ path: 'a.ts', languageId: 'typescript', code, instruction: 'rename a to c' }),
};
const tool = { type: 'function', name: 'f', parameters: { type: 'object', properties: {} } };

const usual = (asked: Asked): Reply =>
  asked.path.endsWith('/responses')
    ? stream(responsesEvents(asked, hello, false))
    : stream(
        chatEvents(
          { head: { object: 'chat.completion.chunk', model: 'm' }, usage: 'own', callsInPieces: true },
          hello,
        ),
      );

describe('The draft of a rewrite', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  async function start(server: ServerName, model: string, answer = usual): Promise<void> {
    rig = await startRig(answer, { server, model, key: fixedKey('k'), api: 'auto' });
  }

  /** The servers that take it, each with a model that does. */
  const taking: Readonly<Partial<Record<ServerName, string>>> = {
    openai: 'gpt-4.1',
    azure: 'gpt-4o-mini',
    cerebras: 'gpt-oss-120b',
    mistral: 'codestral-latest',
    fireworks: 'accounts/fireworks/models/gpt-oss-120b',
    openrouter: 'openai/gpt-oss-120b',
  };

  for (const server of serverNames) {
    const model = taking[server];
    if (server === 'morph' || server === 'relace') continue;
    it(`${server}: ${model === undefined ? 'is not sent one' : 'gets it as prediction'}`, async () => {
      await start(server, model ?? 'm');
      assert.equal((await ask(rig, rewrite)).text, helloText);
      const { body } = rig.standIn.posts.at(-1) ?? {};
      assert.deepEqual(body?.['prediction'], model && { type: 'content', content: code });
      assert.equal(body?.['temperature'], server === 'fireworks' ? 0 : undefined);
    });
  }

  it('leaves out what cannot stand beside it: tools win over it, and it over a limit', async () => {
    await start('openai', 'gpt-4.1');
    await ask(rig, { ...rewrite, max_output_tokens: 50 });
    const { path, body } = rig.standIn.posts.at(-1) ?? {};
    assert.match(path ?? '', /\/chat\/completions$/);
    assert.ok(
      !['max_tokens', 'max_completion_tokens'].some(field => field in (body ?? {})),
      JSON.stringify(body),
    );
    await ask(rig, { ...rewrite, tools: [tool] });
    assert.match(rig.standIn.posts.at(-1)?.path ?? '', /\/responses$/);
  });

  it('is nothing of what a model of today gets from OpenAI: that is asked by Responses', async () => {
    await start('openai', 'gpt-6.2-sol');
    await ask(rig, rewrite);
    assert.match(rig.standIn.posts.at(-1)?.path ?? '', /\/responses$/);
  });

  it('is not for one who asks for chance where only an answer without takes it', async () => {
    await start('fireworks', 'm');
    await ask(rig, { ...rewrite, temperature: 0.7 });
    const { body } = rig.standIn.posts.at(-1) ?? {};
    assert.deepEqual([body?.['prediction'], body?.['temperature']], [undefined, 0.7]);
  });

  it('is refused once, and then the request is asked as without it', async () => {
    await start('openai', 'gpt-4.1', asked =>
      'prediction' in asked.body
        ? json({ error: { message: "Unsupported parameter: 'prediction'", param: 'prediction' } }, 400)
        : usual(asked),
    );
    assert.equal((await ask(rig, { ...rewrite, max_output_tokens: 50 })).text, helloText);
    await ask(rig, { ...rewrite, max_output_tokens: 50 });
    assert.deepEqual(
      rig.standIn.posts.map(({ path }) => path.split('/').at(-1)),
      ['completions', 'responses', 'responses'],
    );
    assert.equal(rig.standIn.posts.at(-1)?.body['max_output_tokens'], 50);
  });
});
