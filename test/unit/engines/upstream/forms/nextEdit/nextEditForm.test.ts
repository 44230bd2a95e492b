import assert from 'node:assert/strict';
import { applyEdits } from '../../../../../../src/diff/textEdit';
import type { UpstreamOptions } from '../../../../../../src/engines/upstream/upstreamOptions';
import { nextEditFamilyOf } from '../../../../../../src/engines/upstream/forms/nextEdit/nextEditFamilies';
import { fixedKey } from '../../../../../../src/engines/upstream/upstreamKey';
import type { ModelMoment } from '../../../../../../src/nextEdit/prompt/modelMoment';
import { NextEditAnswer } from '../../../../../../src/nextEdit/prompt/nextEditAnswer';
import { nextEditInstructions, nextEditQuestion } from '../../../../../../src/nextEdit/prompt/nextEditPrompt';
import { matchesGolden } from '../../../../../support/golden';
import { chatEvents, completionEvents } from '../../../../../support/upstreams/chatStream';
import { serverKinds } from '../../../../../support/upstreams/servers';
import { json, stream, type Asked, type Reply } from '../../../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../../../support/upstreams/upstreamRig';

const text = 'function total(a) {\n  return a;\n}\n\nconst x = count(1);\n';
const cursor = text.indexOf('total') + 5;
const moment: ModelMoment = {
  active: { uri: 'file:///w/src/a.ts', languageId: 'typescript', text },
  cursor,
  others: [{ uri: 'file:///w/src/b.ts', languageId: 'typescript', text: 'count(2);\n' }],
  recentDiffs: [
    {
      uri: 'file:///w/src/a.ts',
      diff: '@@ -1,2 +1,2 @@\n-function count(a) {\n+function total(a) {\n   return a;',
    },
  ],
};
const rewritten = text.replace('count(1)', 'total(1)');

const llama = (model: string): ((asked: Asked, tokens: readonly string[]) => Reply) => {
  const head = { id: 'cmpl', object: 'text_completion', created: 1, model, system_fingerprint: 'b11549' };
  return (asked, tokens) => {
    if (asked.path === '/v1/models')
      return json({ object: 'list', data: [{ id: model, owned_by: 'llamacpp' }] });
    if (asked.path !== '/v1/completions') return json({ error: { message: 'not found', code: 404 } }, 404);
    return stream(completionEvents(head, { tokens }, { logprobs: null }));
  };
};

function messagesOf(messages: unknown): readonly { readonly role: string; readonly content: string }[] {
  return messages as ReturnType<typeof messagesOf>;
}

function onlyMessage(messages: unknown): string {
  const [message, another] = messagesOf(messages);
  assert.equal(another, undefined);
  assert.equal(message?.role, 'user');
  return message.content;
}

/** Each family: how it is reached, what it is sent, and how it answers. */
const families: Readonly<
  Record<
    string,
    {
      readonly options: Partial<UpstreamOptions>;
      readonly reply: (asked: Asked, tokens: readonly string[]) => Reply;
      readonly path: string;
      readonly sent: (body: Asked['body']) => string;
      readonly answers: (lines: string) => string;
      readonly nothing: string;
    }
  >
> = {
  mercury: {
    options: { server: 'inception', model: 'mercury-edit-2', key: fixedKey(serverKinds.inception.key) },
    reply: (asked, tokens) => serverKinds.inception.reply(asked, { tokens }),
    path: '/v1/edit/completions',
    sent: ({ messages, ...body }) => {
      assert.deepEqual(body, { model: 'mercury-edit-2', max_tokens: 700 });
      return onlyMessage(messages);
    },
    answers: lines => `\`\`\`\n${lines}\`\`\``,
    nothing: 'None',
  },
  sweep: {
    options: { model: 'sweepai/sweep-next-edit-1.5B', api: 'auto' },
    reply: llama('sweepai/sweep-next-edit-1.5B'),
    path: '/v1/completions',
    sent: body => String(body['prompt']),
    answers: lines => lines,
    nothing: text,
  },
  zeta: {
    options: { model: 'zed-industries/zeta-2', api: 'auto' },
    reply: llama('zed-industries/zeta-2'),
    path: '/v1/completions',
    sent: body => String(body['prompt']),
    answers: lines => `${lines}>>>>>>> UPDATED\n`,
    nothing: 'NO_EDITS\n>>>>>>> UPDATED\n',
  },
  zeta1: {
    options: { model: 'zed-industries/zeta', api: 'auto' },
    reply: llama('zed-industries/zeta'),
    path: '/v1/completions',
    sent: body => String(body['prompt']),
    answers: lines =>
      `<|editable_region_start|>\n${lines.replace('total(1)', 'total<|user_cursor_is_here|>(1)')}<|editable_region_end|>\n\`\`\`\n`,
    nothing: `\`\`\`a.ts\n<|start_of_file|>\n<|editable_region_start|>\n${text}<|editable_region_end|>\n\`\`\`\n`,
  },
  instinct: {
    options: { model: 'nate/instinct', api: 'auto' },
    reply: (asked, tokens) => {
      if (asked.path === '/v1/models')
        return json({ object: 'list', data: [{ id: 'nate/instinct', owned_by: 'library' }] });
      if (asked.path !== '/v1/chat/completions') return json({ error: 'not found' }, 404);
      const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'nate/instinct' };
      return stream(chatEvents({ head, usage: 'own', callsInPieces: false }, { tokens }));
    },
    path: '/v1/chat/completions',
    sent: body =>
      messagesOf(body['messages'])
        .map(({ role, content }) => `${role}:\n${content}`)
        .join('\n\n'),
    answers: lines => lines,
    nothing: text,
  },
};

describe('The next edit, in the formats of models that were made for it', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  const question = nextEditQuestion(moment);
  assert.ok(question);
  const request = { instructions: nextEditInstructions, input: question.input, max_output_tokens: 700 };

  /** What the edits of an answer make of the text. */
  function made(answer: string): string[] {
    assert.ok(question);
    const reader = new NextEditAnswer(moment, question);
    const edits = [...reader.push(answer), ...reader.end()];
    return edits.map(({ uri, edits: changes }) => {
      assert.equal(uri, moment.active.uri);
      return applyEdits(text, changes);
    });
  }

  for (const [name, { options, reply, path, sent, answers, nothing }] of Object.entries(families)) {
    const start = async (said: string): Promise<void> => {
      const tokens = said.split(/(?<=\n)/);
      rig = await startRig(asked => reply(asked, tokens), options);
    };

    it(`${name}: is sent what it was taught`, async () => {
      await start('');
      await ask(rig, request);
      const asked = rig.standIn.posts.at(-1);
      assert.ok(asked);
      assert.equal(asked.path, path);
      matchesGolden(`test/unit/engines/upstream/forms/nextEdit/golden/${name}.txt`, sent(asked.body));
    });

    it(`${name}: its rewritten lines come back as an edit in our form`, async () => {
      await start(answers(rewritten));
      const seen = await ask(rig, request);
      assert.match(seen.text, /^a\.ts\n<<<<<<< SEARCH\n/);
      assert.deepEqual(made(seen.text), [rewritten]);
    });

    it(`${name}: says in our form that nothing is to be changed`, async () => {
      await start(nothing);
      assert.equal((await ask(rig, request)).text, 'NO EDIT');
    });

    it(`${name}: an answer that was cut short is no edit`, async () => {
      await start('');
      const usual = reply;
      rig.standIn.answer = asked => {
        const answer = usual(asked, ['function total(a) {\n']);
        const steps = answer.steps.map(step =>
          typeof step === 'string'
            ? step.replaceAll('"finish_reason":"stop"', '"finish_reason":"length"')
            : step,
        );
        return { ...answer, steps };
      };
      assert.equal((await ask(rig, request)).text, 'NO EDIT');
    });
  }

  it('lines that look like marks are no marks', async () => {
    const { options, reply } = families['sweep'] ?? {};
    assert.ok(options && reply);
    rig = await startRig(
      asked => reply(asked, [text, '<<<<<<< SEARCH\n=======\n>>>>>>> REPLACE\n']),
      options,
    );
    const seen = await ask(rig, request);
    assert.deepEqual(made(seen.text), [`${text}<<<<<<< SEARCH\n=======\n>>>>>>> REPLACE\n`]);
  });

  for (const [name, word] of [
    ['sweep', '<|file_sep|>'],
    ['sweep', '</s>'],
    ['zeta', '>>>>>>> UPDATED'],
    ['zeta1', '<|editable_region_end|>'],
    ['instinct', '<|editable_region_start|>'],
  ] as const) {
    it(`code that holds "${word}" is not sent in the format of ${name}`, async () => {
      const { options, reply } = families[name] ?? {};
      assert.ok(options && reply);
      rig = await startRig(asked => reply(asked, []), options);
      const active = { ...moment.active, text: `${text}${word}` };
      const other = nextEditQuestion({ ...moment, active });
      const seen = await ask(rig, { input: other?.input });
      assert.deepEqual([seen.status, seen.code], [400, 'reserved_words']);
      assert.equal(rig.standIn.posts.length, 0);
    });
  }

  for (const [what, said] of [
    ['no marks', 'Of course! Here is the code:\n'],
    ['the mark twice', `<|editable_region_start|>\nx\n<|editable_region_start|>\n${rewritten}`],
    ['nothing between the marks', '<|editable_region_start|>\n<|editable_region_end|>\n'],
    ['only blanks between the marks', '<|editable_region_start|>\n \n\n<|editable_region_end|>'],
    ['the marks the other way round', '<|editable_region_end|>\nx\n<|editable_region_start|>'],
    ['half a mark', `<|editable_region_start\n${rewritten}`],
  ] as const) {
    it(`zeta1: an answer with ${what} is no edit`, async () => {
      const { options, reply } = families['zeta1'] ?? {};
      assert.ok(options && reply);
      rig = await startRig(asked => reply(asked, said.split(/(?<=\n)/)), options);
      assert.equal((await ask(rig, request)).text, 'NO EDIT');
    });
  }

  it('zeta1: what stands around the marks is no part of the lines', async () => {
    const { options, reply, answers } = families['zeta1'] ?? {};
    assert.ok(options && reply && answers);
    const said = `<think>total</think>\n${answers(rewritten)}and more\n<|start_of_file|>`;
    rig = await startRig(asked => reply(asked, [said]), options);
    assert.deepEqual(made((await ask(rig, request)).text), [rewritten]);
  });

  it('instinct: its marks are no part of the lines', async () => {
    const { options, reply } = families['instinct'] ?? {};
    assert.ok(options && reply);
    const said = `<|editable_region_start|>\n${rewritten}<|editable_region_end|>\n`;
    rig = await startRig(asked => reply(asked, [said]), options);
    assert.deepEqual(made((await ask(rig, request)).text), [rewritten]);
  });

  it('a model is known by its name', () => {
    const of = (model: string): string | undefined => nextEditFamilyOf(model, true);
    for (const model of [
      'zeta',
      'zed-industries/zeta',
      'hf.co/lmstudio-community/zeta-GGUF:Q4_K_M',
      'zeta-7b',
      'zeta1',
    ])
      assert.equal(of(model), 'zeta1', model);
    for (const model of ['zeta-2', 'zeta2', 'zed-industries/zeta-2', 'zeta-2.1', 'bartowski/zeta-2-GGUF'])
      assert.equal(of(model), 'zeta', model);
    for (const model of ['zetachat', 'beta', 'qwen2.5-coder']) assert.equal(of(model), undefined, model);
    assert.equal(of('continuedev/instinct'), 'instinct');
    assert.equal(nextEditFamilyOf('mercury-edit-2', false), undefined);
  });

  it('any other model reads the question as it stands', async () => {
    const { groq } = serverKinds;
    rig = await startRig(asked => groq.reply(asked, { tokens: ['NO EDIT'] }), {
      server: 'groq',
      model: groq.model,
      key: fixedKey(groq.key),
      path: '/openai/v1',
    });
    assert.equal((await ask(rig, request)).text, 'NO EDIT');
    const body = JSON.stringify(rig.standIn.posts.at(-1)?.body);
    assert.match(body, /<changes>/);
    assert.match(body, /<\|edit\|>function total<\|cursor\|>/);
  });
});
