import assert from 'node:assert/strict';
import type { EngineRequest } from '../../../../src/engines/engine';
import { writeForm, type PromptForm } from '../../../../src/protocol/promptForms';
import { hello, helloText } from '../../../support/upstreams/answers';
import { llamacpp, refusesInfill } from '../../../support/upstreams/llamacpp';
import { json, type Reply } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

const cursor = (prefix: string): string =>
  writeForm({ kind: 'cursor', path: 'a.ts', language: 'typescript', prefix, suffix: ';\n' });

describe('llama.cpp', () => {
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  for (const [what, input] of [
    ['a turn', 'Say hello'],
    ['a completion', cursor('a')],
  ] as const) {
    it(`is asked to say how far it has read the prompt of ${what}; what it says is no part of the answer`, async () => {
      rig = await startRig(asked => llamacpp.reply(asked, hello));
      assert.equal((await ask(rig, { input })).text, helloText);
      const asked = rig.standIn.posts.at(-1);
      assert.equal(asked?.body['return_progress'], true);
      const said = llamacpp.reply(asked, hello).steps.map(String);
      assert.equal(said.filter(each => each.includes('prompt_progress')).length, 2);
    });

    it(`is asked again when it is lost while it reads the prompt of ${what}`, async () => {
      rig = await startRig(asked => llamacpp.reply(asked, hello));
      const lost = (reply: Reply): Reply => ({
        ...reply,
        steps: [...reply.steps.slice(0, 2), { do: 'reset' }],
      });
      rig.standIn.answer = asked => {
        const reply = llamacpp.reply(asked, hello);
        return rig.standIn.posts.length === 1 ? lost(reply) : reply;
      };
      assert.equal((await ask(rig, { input })).text, helloText);
      assert.equal(rig.standIn.posts.length, 2);
    });

    it(`is not asked to when it knows no such field: ${what}`, async () => {
      const unknown = json({ error: { code: 400, message: 'Unknown field: return_progress' } }, 400);
      rig = await startRig(asked =>
        asked.body['return_progress'] === true ? unknown : llamacpp.reply(asked, hello),
      );
      for (let n = 0; n < 2; n++) assert.equal((await ask(rig, { input })).text, helloText);
      assert.equal(rig.standIn.posts.length, 3);
    });
  }

  it('gets the beginning of a long file as the last of the other files', async () => {
    rig = await startRig(asked => llamacpp.reply(asked, hello));
    const file = Array.from({ length: 400 }, (_, line) => `const number${line} = ${line};\n`).join('');
    await ask(rig, { input: cursor(file) });
    const before = rig.standIn.posts.at(-1)?.body;
    await ask(rig, { input: cursor(`${file}let`) });
    const after = rig.standIn.posts.at(-1)?.body;
    assert.deepEqual(after?.['input_extra'], before?.['input_extra']);
    assert.equal(after?.['input_prefix'], `${String(before?.['input_prefix'])}let`);
    const extra = before?.['input_extra'] as readonly { filename: string; text: string }[];
    assert.deepEqual(
      extra.map(({ filename }) => filename),
      ['a.ts'],
    );
    assert.equal(String(extra[0]?.text) + String(before?.['input_prefix']), file);
  });

  it('gets the end of a long file as one of the other files, the same from key to key', async () => {
    rig = await startRig(asked => llamacpp.reply(asked, hello));
    const behind = Array.from({ length: 200 }, (_, line) => `const number${line} = ${line};\n`).join('');
    const at = (prefix: string): string =>
      writeForm({ kind: 'cursor', path: 'a.ts', language: 'typescript', prefix, suffix: `;\n${behind}` });
    await ask(rig, { input: at('let a') });
    const before = rig.standIn.posts.at(-1)?.body;
    await ask(rig, { input: at('let ab') });
    const after = rig.standIn.posts.at(-1)?.body;
    assert.deepEqual(after?.['input_extra'], before?.['input_extra']);
    assert.equal(after?.['input_suffix'], before?.['input_suffix']);
    const extra = after?.['input_extra'] as readonly { filename: string; text: string }[];
    assert.deepEqual(
      extra.map(({ filename }) => filename),
      ['a.ts'],
    );
    assert.ok(`;\n${behind}`.startsWith(String(after?.['input_suffix']) + String(extra[0]?.text)));
  });

  it('gets first what a warm-up had, its own beginning there too, and then what was chosen for the place', async () => {
    rig = await startRig(asked => llamacpp.reply(asked, hello));
    const file = Array.from({ length: 400 }, (_, line) => `const number${line} = ${line};\n`).join('');
    const extras = async (
      forms: readonly PromptForm[],
    ): Promise<readonly { filename: string; text: string }[]> => {
      const content = forms.map(form => ({ type: 'input_text', text: writeForm(form) }));
      await ask(rig, { input: [{ type: 'message', role: 'user', content }] });
      return rig.standIn.posts.at(-1)?.body['input_extra'] as readonly { filename: string; text: string }[];
    };
    const language = 'typescript';
    const extra = await extras([
      { kind: 'snippet', path: 'c.ts', language, lines: { first: 3, last: 4 }, text: 'c();' },
      { kind: 'document', path: 'b.ts', language, text: 'b();' },
      { kind: 'document', path: 'a.ts', language, text: file },
      { kind: 'cursor', path: 'a.ts', language, prefix: file, suffix: `;\n${file}` },
    ]);
    assert.deepEqual(
      extra.map(({ filename }) => filename),
      ['b.ts', 'a.ts', 'c.ts', 'a.ts'],
    );
    assert.ok(file.startsWith(String(extra[1]?.text)));
    assert.ok(!file.startsWith(String(extra[3]?.text)));
  });

  describe('in a warm-up', () => {
    const language = 'typescript';
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, line) => `const number${line} = ${line};\n`).join('');
    const file = (path: string, text: string): PromptForm => ({ kind: 'document', path, language, text });
    const at = (path: string, prefix: string): PromptForm => ({
      kind: 'cursor',
      path,
      language,
      prefix,
      suffix: '\n',
    });
    const inputOf = (forms: readonly PromptForm[]): EngineRequest['input'] => [
      { type: 'message', role: 'developer', content: 'Complete at <|cursor|>.' },
      {
        type: 'message',
        role: 'user',
        content: forms.map(form => ({ type: 'input_text', text: writeForm(form) })),
      },
    ];
    interface File {
      readonly filename: string;
      readonly text: string;
    }

    /** The files in what the server is sent meanwhile. */
    const sent = async (work: () => Promise<unknown>): Promise<readonly (readonly File[])[]> => {
      const before = rig.standIn.posts.length;
      await work();
      return rig.standIn.posts.slice(before).map(({ body }) => body['input_extra'] as readonly File[]);
    };
    const warm = (...forms: readonly PromptForm[]): Promise<readonly (readonly File[])[]> =>
      sent(async () => {
        const request = { instructions: '', input: inputOf(forms), model: '', maxOutputTokens: undefined };
        await rig.engine.warmUp(request, new AbortController().signal);
      });
    const complete = (...forms: readonly PromptForm[]): Promise<readonly (readonly File[])[]> =>
      sent(() => ask(rig, { input: inputOf(forms) }));

    beforeEach(async () => {
      rig = await startRig(asked => llamacpp.reply(asked, hello));
      await ask(rig, { input: cursor('a') });
    });

    it('gets of the file being edited what may stand in front of a prefix, and other files whole', async () => {
      const [extra, ...more] = await warm(file('b.ts', lines(10)), file('c.ts', lines(200)));
      assert.equal(more.length, 0);
      const [other, own, ...rest] = extra ?? [];
      assert.deepEqual(other, { filename: 'b.ts', text: lines(10) });
      assert.equal(own?.filename, 'c.ts');
      assert.ok(lines(200).startsWith(own.text) && own.text.length > 1_000);
      assert.ok(lines(200).length - own.text.length > 1_000);
      assert.deepEqual(rest, []);
    });

    it('is not asked anything while all there is goes as a prefix', async () => {
      assert.deepEqual(await warm(file('c.ts', lines(70))), []);
    });

    it('gets nothing that stood behind the cursor when it was asked last', async () => {
      const [asked] = await complete(at('c.ts', lines(200)));
      const [warmed] = await warm(file('b.ts', lines(10)), file('c.ts', lines(400)));
      assert.deepEqual(warmed?.slice(1), asked?.slice(0, 1));
    });

    it('is not asked to read again what the latest request began with', async () => {
      const others = file('b.ts', lines(10));
      await complete(others, file('c.ts', lines(400)), at('c.ts', lines(200)));
      assert.deepEqual(await warm(others, file('c.ts', `${lines(200)}let typed;\n${lines(200)}`)), []);
      const changed = file('c.ts', `let typed;\n${lines(400)}`);
      assert.equal((await warm(others, changed)).length, 1);
    });
  });

  it('draws nothing by lot where a completion is asked as in a chat, unless it is told to', async () => {
    rig = await startRig(asked => (asked.path === '/infill' ? refusesInfill : llamacpp.reply(asked, hello)));
    await ask(rig, { input: cursor('a') });
    assert.equal(rig.standIn.posts.at(-1)?.body['temperature'], 0);
    await ask(rig, { input: cursor('ab'), temperature: 0.5 });
    assert.equal(rig.standIn.posts.at(-1)?.body['temperature'], 0.5);
    await ask(rig, { input: 'Say hello' });
    assert.equal(rig.standIn.posts.at(-1)?.body['temperature'], undefined);
  });

  it('is asked as in a chat by a model without tokens for the middle', async () => {
    rig = await startRig(asked => (asked.path === '/infill' ? refusesInfill : llamacpp.reply(asked, hello)));
    for (let n = 0; n < 2; n++) assert.equal((await ask(rig, { input: cursor('a') })).text, helloText);
    assert.deepEqual(
      rig.standIn.posts.map(({ path }) => path),
      ['/infill', '/v1/chat/completions', '/v1/chat/completions'],
    );
  });
});
