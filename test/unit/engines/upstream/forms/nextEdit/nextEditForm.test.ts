import assert from 'node:assert/strict';
import { applyEdits } from '../../../../../../src/diff/textEdit';
import type { UpstreamOptions } from '../../../../../../src/engines/upstream/upstreamOptions';
import { fixedKey } from '../../../../../../src/engines/upstream/upstreamKey';
import type { ModelMoment } from '../../../../../../src/nextEdit/prompt/modelMoment';
import { NextEditAnswer } from '../../../../../../src/nextEdit/prompt/nextEditAnswer';
import { nextEditInstructions, nextEditQuestion } from '../../../../../../src/nextEdit/prompt/nextEditPrompt';
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

/** Each family: how it is reached, what it is sent, and how it answers. */
const families: Readonly<
  Record<
    string,
    {
      readonly options: Partial<UpstreamOptions>;
      readonly reply: (asked: Asked, tokens: readonly string[]) => Reply;
      readonly path: string;
      readonly sent: (body: Asked['body']) => unknown;
      readonly golden: unknown;
      readonly answers: (lines: string) => string;
      readonly nothing: string;
      /** How much of the text it rewrites. */
      readonly lines?: (whole: string) => string;
    }
  >
> = {
  mercury: {
    options: { server: 'inception', model: 'mercury-edit-2', key: fixedKey(serverKinds.inception.key) },
    reply: (asked, tokens) => serverKinds.inception.reply(asked, { tokens }),
    path: '/v1/edit/completions',
    sent: body => body,
    golden: {
      model: 'mercury-edit-2',
      messages: [
        {
          role: 'user',
          content: [
            '<|recently_viewed_code_snippets|>',
            '<|recently_viewed_code_snippet|>',
            'code_snippet_file_path: b.ts',
            'count(2);',
            '<|/recently_viewed_code_snippet|>',
            '<|/recently_viewed_code_snippets|>',
            '<|current_file_content|>',
            'current_file_path: a.ts',
            '<|code_to_edit|>',
            'function total<|cursor|>(a) {',
            '  return a;',
            '}',
            '',
            'const x = count(1);',
            '<|/code_to_edit|>',
            '<|/current_file_content|>',
            '<|edit_diff_history|>',
            '--- a/a.ts',
            '+++ b/a.ts',
            '@@ -1,2 +1,2 @@',
            '-function count(a) {',
            '+function total(a) {',
            '   return a;',
            '<|/edit_diff_history|>',
            '',
          ].join('\n'),
        },
      ],
      max_tokens: 700,
    },
    answers: lines => `\`\`\`\n${lines}\`\`\``,
    nothing: 'None',
  },
  sweep: {
    options: { model: 'sweepai/sweep-next-edit-1.5B', api: 'auto' },
    reply: llama('sweepai/sweep-next-edit-1.5B'),
    path: '/v1/completions',
    sent: body => body['prompt'],
    golden: [
      '<|file_sep|>b.ts',
      'count(2);',
      '<|file_sep|>a.ts.diff',
      'original:',
      'function count(a) {',
      '  return a;',
      'updated:',
      'function total(a) {',
      '  return a;',
      '<|file_sep|>original/a.ts',
      'function count(a) {',
      '  return a;',
      '}',
      '',
      'const x = count(1);',
      '<|file_sep|>current/a.ts',
      'function total(a) {',
      '  return a;',
      '}',
      '',
      'const x = count(1);',
      '<|file_sep|>updated/a.ts',
      '',
    ].join('\n'),
    answers: lines => lines,
    nothing: text,
  },
  zeta: {
    options: { model: 'zed-industries/zeta-2', api: 'auto' },
    reply: llama('zed-industries/zeta-2'),
    path: '/v1/completions',
    sent: body => body['prompt'],
    golden: [
      '<[fim-suffix]>',
      '<[fim-prefix]><filename>b.ts',
      'count(2);',
      '',
      '<filename>edit_history',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1,2 +1,2 @@',
      '-function count(a) {',
      '+function total(a) {',
      '   return a;',
      '',
      '<filename>a.ts',
      '<<<<<<< CURRENT',
      'function total<|user_cursor|>(a) {',
      '  return a;',
      '}',
      '',
      'const x = count(1);',
      '=======',
      '<[fim-middle]>',
    ].join('\n'),
    answers: lines => `${lines}>>>>>>> UPDATED\n`,
    nothing: 'NO_EDITS\n>>>>>>> UPDATED\n',
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
    sent: body => (body['messages'] as readonly { content: string }[]).at(-1)?.content,
    golden: [
      '### Context:',
      '<|context_file|>: b.ts',
      '<|snippet|>',
      'count(2);',
      '',
      '### User Edits:',
      '',
      'User edited file "a.ts"',
      '',
      '```diff',
      '@@ -1,2 +1,2 @@',
      '-function count(a) {',
      '+function total(a) {',
      '   return a;',
      '```',
      '',
      '### User Excerpt:',
      'a.ts',
      '',
      '<|editable_region_start|>',
      'function total<|user_cursor_is_here|>(a) {',
      '  return a;',
      '}',
      '',
      'const x = count(1);',
      '<|editable_region_end|>',
      '```',
      '### Response:',
    ].join('\n'),
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

  for (const [name, { options, reply, path, sent, golden, answers, nothing }] of Object.entries(families)) {
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
      assert.deepEqual(sent(asked.body), golden);
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

  it('code that holds the words of a format is not sent in it', async () => {
    const { options, reply } = families['sweep'] ?? {};
    assert.ok(options && reply);
    rig = await startRig(asked => reply(asked, []), options);
    const active = { ...moment.active, text: `${text}<|file_sep|>` };
    const other = nextEditQuestion({ ...moment, active });
    const seen = await ask(rig, { input: other?.input });
    assert.deepEqual([seen.status, seen.code], [400, 'reserved_words']);
    assert.equal(rig.standIn.posts.length, 0);
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
