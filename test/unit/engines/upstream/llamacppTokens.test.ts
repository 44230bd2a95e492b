import assert from 'node:assert/strict';
import type { EngineRequest } from '../../../../src/engines/engine';
import { fimFamilies } from '../../../../src/engines/upstream/forms/completions/fimFamilies';
import { silentLog } from '../../../../src/common/log';
import { readServerAddress } from '../../../../src/common/serverAddress';
import { systemClock } from '../../../../src/common/systemClock';
import { createUpstreamHttp } from '../../../../src/engines/upstream/http/upstreamHttp';
import { Lessons } from '../../../../src/engines/upstream/lessons';
import { UpstreamFinder } from '../../../../src/engines/upstream/upstreamFinder';
import { writeForm, type PromptForm } from '../../../../src/protocol/promptForms';
import { hello, helloText } from '../../../support/upstreams/answers';
import { llamacpp, tokenized } from '../../../support/upstreams/llamacpp';
import { data, json, stream, type Asked, type Reply } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';
import { ManualClock } from '../../../support/manualClock';

const language = 'typescript';
const file = (path: string, text: string): PromptForm => ({ kind: 'document', path, language, text });
const cursor = (prefix: string, suffix = '}\n'): PromptForm => ({
  kind: 'cursor',
  path: 'a.ts',
  language,
  prefix,
  suffix,
});

/** A server whose model has the tokens of Qwen2.5-Coder. */
const reply = (asked: Asked): Reply =>
  asked.path === '/tokenize' ? tokenized(fimFamilies.qwen.tokens) : llamacpp.reply(asked, hello);

const lines = (count: number): string =>
  Array.from({ length: count }, (_, line) => `const number${line} = ${line};\n`).join('');

describe('llama.cpp, asked in the tokens of its model', () => {
  let rig: UpstreamRig;
  const start = async (answer = reply): Promise<void> => {
    rig = await startRig(answer);
  };
  afterEach(() => rig.dispose());

  const inputOf = (forms: readonly PromptForm[]): EngineRequest['input'] => [
    { type: 'message', role: 'developer', content: 'Complete at <|cursor|>.' },
    {
      type: 'message',
      role: 'user',
      content: forms.map(form => ({ type: 'input_text', text: writeForm(form) })),
    },
  ];
  /** What the server is sent last. */
  const sent = async (...forms: readonly PromptForm[]): Promise<Asked> => {
    await ask(rig, { input: inputOf(forms) });
    const asked = rig.standIn.posts.at(-1);
    assert.ok(asked);
    return asked;
  };
  const prompt = async (...forms: readonly PromptForm[]): Promise<string> =>
    String((await sent(...forms)).body['prompt']);
  /** The prompts of a warm-up. */
  const warmed = async (...forms: readonly PromptForm[]): Promise<readonly string[]> => {
    const before = rig.standIn.posts.length;
    const request = { instructions: '', input: inputOf(forms), model: '', maxOutputTokens: undefined };
    await rig.engine.warmUp(request, new AbortController().signal);
    return rig.standIn.posts.slice(before).map(({ body }) => String(body['prompt']));
  };

  it('is sent the prompt itself: other files, what stands before the line and behind the cursor, and what was typed', async () => {
    await start();
    const asked = await sent(file('b.ts', 'b();'), cursor('one();\n  let a1'));
    assert.equal(asked.path, '/completion');
    assert.deepEqual(
      [asked.body['prompt'], asked.body['return_progress'], asked.body['cache_prompt']],
      [
        '<|repo_name|>workspace\n<|file_sep|>b.ts\nb();\n<|file_sep|>a.ts\n' +
          '<|fim_prefix|>one();\n  <|fim_suffix|>}\n<|fim_middle|>let a1',
        true,
        true,
      ],
    );
    assert.equal(rig.engine.upstream?.completions, 'infill');
  });

  it('has what is typed at the end of the prompt before', async () => {
    await start();
    const before = await prompt(cursor('one();\n'));
    for (const typed of ['1', '12', '12)\n', '12)\n  34'])
      assert.equal(await prompt(cursor(`one();\n${typed}`)), before + typed.replace(/\)$/, ''));
  });

  it('says the last word again, for its tokens may be others: that is no part of the answer', async () => {
    const again = (asked: Asked): Reply => {
      if (asked.body['grammar'] === undefined) return reply(asked);
      const pieces = [' na', 'me = ', 'other', ';'];
      return stream([
        ...pieces.map(content => data({ index: 0, content, stop: false })),
        data({ index: 0, content: '', stop: true, stop_type: 'eos' }),
      ]);
    };
    await start(again);
    const { text } = await ask(rig, { input: inputOf([cursor('one();\nconst name')]) });
    assert.equal(text, ' = other;');
    const { body } = rig.standIn.posts.at(-1) ?? assert.fail();
    assert.equal(body['grammar'], 'root ::= " name" .*');
    assert.ok(String(body['prompt']).endsWith('<|fim_middle|>const'));
  });

  it('has of a long file what stands near the cursor, for long from the same line on', async () => {
    await start();
    const before = await prompt(cursor(lines(600), lines(300)));
    assert.ok(before.length > 6_000 && before.length < 8_000, `${before.length}`);
    const after = await prompt(cursor(lines(601), lines(300)));
    const [front = ''] = before.split('<|fim_suffix|>');
    assert.ok(after.startsWith(front));
  });

  it('has no more of other files than its context has room for, from the last on', async () => {
    await start();
    const asked = await prompt(
      file('b.ts', lines(700)),
      file('c.ts', lines(400)),
      file('d.ts', lines(10)),
      cursor('let a'),
    );
    assert.deepEqual(asked.match(/(?<=<\|file_sep\|>).*/g), ['c.ts', 'd.ts', 'a.ts']);
  });

  it('is asked by /infill where a file speaks of such tokens itself', async () => {
    await start();
    for (const forms of [
      [file('b.ts', 'const end = "<|fim_middle|>";'), cursor('let a')],
      [cursor('const end = "<|endoftext|>";\nlet b')],
    ])
      assert.equal((await sent(...forms)).path, '/infill');
  });

  for (const [what, refusal] of [
    ['has no such path', json({ error: { code: 404, message: 'File Not Found' } }, 404)],
    [
      'has no room for it',
      json(
        {
          error: {
            code: 400,
            message: 'request (9000 tokens) exceeds the available context size (8192 tokens)',
            type: 'exceed_context_size_error',
          },
        },
        400,
      ),
    ],
  ] as const) {
    it(`is asked by /infill from then on where it ${what}`, async () => {
      await start(asked => (asked.path === '/completion' ? refusal : reply(asked)));
      for (let n = 0; n < 2; n++)
        assert.equal((await ask(rig, { input: inputOf([cursor('let a')]) })).text, helloText);
      assert.deepEqual(
        rig.standIn.posts.map(({ path }) => path),
        ['/completion', '/infill', '/infill'],
      );
    });
  }

  describe('and started anew with another model', () => {
    const other = (asked: Asked): Reply => (asked.path === '/tokenize' ? tokenized([]) : reply(asked));
    const pathNow = async (): Promise<string> => (await sent(cursor('let a'))).path;

    it('is looked at beside a request half a minute after the last look', async () => {
      let now = 0;
      rig = await startRig(reply, {}, { ...systemClock, now: () => now });
      const looks = (): number => rig.standIn.asked.filter(({ path }) => path === '/tokenize').length;
      rig.standIn.answer = other;
      assert.deepEqual([await pathNow(), looks()], ['/completion', 1]);
      now += 30_000;
      await sent(cursor('let a'));
      await rig.standIn.until(() => looks() === 2 && rig.standIn.asked.every(({ over }) => over));
      assert.equal(await pathNow(), '/infill');
    });

    it('gets the same prompts when it has the same model as before', async () => {
      let now = 0;
      rig = await startRig(reply, {}, { ...systemClock, now: () => now });
      const before = await prompt(cursor('let a;\n'));
      now += 30_000;
      await sent(cursor('let a;\n'));
      await rig.standIn.until(() => rig.standIn.asked.every(({ over }) => over));
      assert.equal(await prompt(cursor('let a;\n1')), `${before}1`);
    });

    it('is asked by /infill after it was gone, until it has been looked at', async () => {
      rig = await startRig(reply);
      const address = readServerAddress(rig.standIn.origin);
      const clock = new ManualClock();
      const http = createUpstreamHttp({
        ...{ host: address.host, headers: () => ({}), authorities: undefined, clock },
        route: { kind: 'direct' },
        waits: { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 30_000 },
      });
      const finder = new UpstreamFinder(address, http, {
        ...{ server: undefined, model: undefined, api: 'auto', fim: undefined, log: silentLog, clock },
        lessons: new Lessons(clock),
        withoutKey: text => text,
      });
      const nothing = { has: () => false };
      const request = { instructions: '', input: inputOf([cursor('a')]), model: '', maxOutputTokens: 8 };
      const url = (): string | undefined =>
        finder.plan?.choice
          .formFor(request, '', false, nothing)
          .ask(request, '', false, nothing)
          .url.replace(address.root, '');
      await finder.look(new AbortController().signal);
      assert.equal(url(), '/completion');
      finder.unreachable(new Error('gone'));
      assert.equal(url(), '/infill');
      await finder.look(new AbortController().signal);
      assert.equal(url(), '/completion');
      finder.dispose();
      http.dispose();
    });
  });

  describe('in a warm-up', () => {
    beforeEach(() => start());

    it('reads other files, and nothing of its own whose cursor is not known', async () => {
      assert.deepEqual(await warmed(file('b.ts', lines(50)), file('a.ts', lines(50))), [
        `<|repo_name|>workspace\n<|file_sep|>b.ts\n${lines(50)}\n<|file_sep|>a.ts\n<|fim_prefix|>`,
      ]);
      assert.deepEqual(await warmed(file('a.ts', lines(90))), []);
    });

    it('reads what the next request begins with, and that only where the latest one did not', async () => {
      const own = file('a.ts', lines(60));
      const asked = await prompt(file('b.ts', lines(50)), own, cursor(`${lines(40)}let`));
      assert.deepEqual(await warmed(file('b.ts', lines(50)), file('a.ts', lines(61))), []);
      const [ahead = '', ...more] = await warmed(file('b.ts', lines(51)), own);
      assert.deepEqual(more, []);
      assert.ok(ahead.endsWith(lines(40)) && !asked.startsWith(ahead));
      const next = await prompt(file('b.ts', lines(51)), own, cursor(`${lines(40)}let a`));
      assert.ok(next.startsWith(ahead));
    });
  });
});
