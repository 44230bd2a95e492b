import assert from 'node:assert/strict';
import { completionsForm } from '../../../../../../src/engines/upstream/forms/completions/completionsForm';
import { familyOf } from '../../../../../../src/common/fimModels';
import { fimFamilies } from '../../../../../../src/engines/upstream/forms/completions/fimFamilies';
import { fimFamilyNames, type FimFamilyName } from '../../../../../../src/common/upstreamNames';
import { infillForm } from '../../../../../../src/engines/upstream/forms/infill/infillForm';
import { readServerAddress } from '../../../../../../src/common/serverAddress';
import { servers } from '../../../../../../src/engines/upstream/probe/servers';
import { writeForm } from '../../../../../../src/protocol/promptForms';

const alone = { prefix: 'PRE', suffix: 'SUF', middle: '', path: 'src/a.ts', documents: [] };
const among = {
  ...alone,
  documents: [
    { path: 'b.ts', text: 'B' },
    { path: 'c.ts', text: 'C' },
  ],
};

/** The prompt of each family without and with other files. */
const prompts: Readonly<Record<FimFamilyName, readonly [string, string]>> = {
  qwen: [
    '<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>',
    '<|repo_name|>workspace\n<|file_sep|>b.ts\nB\n<|file_sep|>c.ts\nC\n<|file_sep|>src/a.ts\n<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>',
  ],
  codeqwen: [
    '<fim_prefix>PRE<fim_suffix>SUF<fim_middle>',
    '<reponame>workspace\n<file_sep>b.ts\nB\n<file_sep>c.ts\nC\n<file_sep>src/a.ts\n<fim_prefix>PRE<fim_suffix>SUF<fim_middle>',
  ],
  starcoder2: [
    '<fim_prefix>PRE<fim_suffix>SUF<fim_middle>',
    '<repo_name>workspace<file_sep>b.ts\nB<file_sep>c.ts\nC<file_sep><fim_prefix>src/a.ts\nPRE<fim_suffix>SUF<fim_middle>',
  ],
  starcoder: [
    '<fim_prefix>PRE<fim_suffix>SUF<fim_middle>',
    '<fim_prefix># b.ts\nB\n\n# c.ts\nC\n\n# src/a.ts\nPRE<fim_suffix>SUF<fim_middle>',
  ],
  codestral: [
    '[SUFFIX]SUF[PREFIX]PRE',
    '[SUFFIX]SUF[PREFIX]+++++ b.ts\nB\n\n+++++ c.ts\nC\n\n+++++ src/a.ts\nPRE',
  ],
  deepseek: [
    '<｜fim▁begin｜>PRE<｜fim▁hole｜>SUF<｜fim▁end｜>',
    '#b.ts\nB\n#c.ts\nC\n#src/a.ts\n<｜fim▁begin｜>PRE<｜fim▁hole｜>SUF<｜fim▁end｜>',
  ],
  codegemma: [
    '<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>',
    'b.ts\nB<|file_separator|>c.ts\nC<|file_separator|>src/a.ts\n<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>',
  ],
  granite4: [
    '<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>',
    '<|fim_prefix|># b.ts\nB\n\n# c.ts\nC\n\n# src/a.ts\nPRE<|fim_suffix|>SUF<|fim_middle|>',
  ],
  granite: [
    '<fim_prefix>PRE<fim_suffix>SUF<fim_middle>',
    '<fim_prefix># b.ts\nB\n\n# c.ts\nC\n\n# src/a.ts\nPRE<fim_suffix>SUF<fim_middle>',
  ],
  codellama: ['<PRE> PRE <SUF>SUF <MID>', '<PRE> # b.ts\nB\n\n# c.ts\nC\n\n# src/a.ts\nPRE <SUF>SUF <MID>'],
};

const nothingKnown = { has: () => false };

describe('fimFamilies', () => {
  for (const name of fimFamilyNames) {
    it(`${name}: writes the prompt the model was taught`, () => {
      assert.deepEqual([fimFamilies[name].prompt(alone), fimFamilies[name].prompt(among)], prompts[name]);
    });

    it(`${name}: has what was typed at the very end`, () => {
      for (const parts of [alone, among])
        assert.equal(
          fimFamilies[name].prompt({ ...parts, middle: 'MID' }),
          `${fimFamilies[name].prompt(parts)}MID`,
        );
    });

    it(`${name}: names the tokens of its prompts`, () => {
      const marks = fimFamilies[name].prompt(among).match(/<[|｜]?\w+(?:▁\w+)?[|｜]?>|\[[A-Z]+\]/g) ?? [];
      assert.deepEqual(new Set(marks), new Set(fimFamilies[name].tokens));
    });
  }

  const models: readonly (readonly [string, FimFamilyName | undefined])[] = [
    ['Qwen/Qwen2.5-Coder-7B', 'qwen'],
    ['qwen3-coder:30b', 'qwen'],
    ['qwen2.5-coder-7b-instruct-q8_0.gguf', 'qwen'],
    ['Qwen/Qwen3-32B', undefined],
    ['Qwen/CodeQwen1.5-7B', 'codeqwen'],
    ['bigcode/starcoder2-15b', 'starcoder2'],
    ['starcoder2:3b', 'starcoder2'],
    ['bigcode/starcoderbase-7b', 'starcoder'],
    ['stabilityai/stable-code-3b', 'starcoder'],
    ['mistralai/Devstral-Small-2507', undefined],
    ['mistralai/Codestral-22B-v0.1', 'codestral'],
    ['deepseek-ai/deepseek-coder-6.7b-base', 'deepseek'],
    ['deepseek-coder-v2:16b', 'deepseek'],
    ['deepseek-r1', undefined],
    ['google/codegemma-7b', 'codegemma'],
    ['gemma-3-27b', undefined],
    ['ibm-granite/granite-4.0-h-tiny', 'granite4'],
    ['granite4:micro', 'granite4'],
    ['ibm-granite/granite-8b-code-base-4k', 'granite'],
    ['granite-3.3-8b-instruct', 'granite'],
    ['codellama:13b-code', 'codellama'],
    ['gpt-oss-120b', undefined],
  ];
  for (const [model, family] of models) {
    it(`takes ${model} for ${family ?? 'none'}`, () => assert.equal(familyOf(model), family));
  }
});

describe('Completions at a cursor', () => {
  const address = readServerAddress('http://127.0.0.1:1');
  const message = (...texts: string[]) => ({
    type: 'message',
    role: 'user',
    content: texts.map(text => ({ type: 'input_text', text })),
  });
  const document = (path: string, text: string) =>
    writeForm({ kind: 'document', path, language: 'ts', text });
  const cursor = writeForm({
    kind: 'cursor',
    path: 'home.ts',
    language: 'ts',
    prefix: 'let b',
    suffix: ';',
    within: { from: 4, to: 9 },
  });
  const snippet = writeForm({
    kind: 'snippet',
    path: 's.ts',
    language: 'ts',
    lines: { first: 1, last: 1 },
    text: 'S',
  });
  const request = {
    model: 'm',
    instructions: 'Complete.',
    input: [
      message(document('x.ts', 'old'), document('home.ts', '0123aaaaa9')),
      message(document('x.ts', 'X'), snippet),
      message(cursor),
    ],
    maxOutputTokens: 64,
  };

  it('stand in the whole document, with the other files in the model’s format', () => {
    const { body } = completionsForm(address, servers.vllm, 'qwen').ask(request, 'm', false, nothingKnown);
    assert.equal(
      body['prompt'],
      '<|repo_name|>workspace\n<|file_sep|>x.ts\nX\n<|file_sep|>s.ts\nS\n<|file_sep|>home.ts\n' +
        '<|fim_prefix|>0123let b<|fim_suffix|>;9<|fim_middle|>',
    );
    assert.deepEqual([body['max_tokens'], body['temperature'], body['stream']], [64, 0, true]);
  });

  it('what was changed in the last minutes is the last of the other files', () => {
    const changes = writeForm({ kind: 'changes', text: '--- a/x.ts\n+++ b/x.ts\n@@ -1,1 +1,1 @@\n-old\n+X' });
    const input = [message(document('home.ts', '0123aaaaa9'), changes), message(snippet), message(cursor)];
    const asked = { ...request, input };
    const { body } = completionsForm(address, servers.vllm, 'qwen').ask(asked, 'm', false, nothingKnown);
    assert.equal(
      body['prompt'],
      '<|repo_name|>workspace\n<|file_sep|>s.ts\nS\n' +
        '<|file_sep|>recent.diff\n--- a/x.ts\n+++ b/x.ts\n@@ -1,1 +1,1 @@\n-old\n+X\n' +
        '<|file_sep|>home.ts\n<|fim_prefix|>0123let b<|fim_suffix|>;9<|fim_middle|>',
    );
  });

  it('go to /infill with the other files as input_extra', () => {
    const asked = infillForm(readServerAddress('http://127.0.0.1:1/v1')).ask(
      request,
      'm',
      false,
      nothingKnown,
    );
    assert.equal(asked.url, 'http://127.0.0.1:1/infill');
    const { input_prefix, input_suffix, input_extra, n_predict } = asked.body;
    assert.deepEqual([input_prefix, input_suffix, n_predict], ['0123let b', ';9', 64]);
    assert.deepEqual(input_extra, [
      { filename: 'x.ts', text: 'X' },
      { filename: 's.ts', text: 'S' },
    ]);
  });

  it('go with a suffix where the server knows the tokens', () => {
    const asked = completionsForm(address, servers.mistral, 'suffix').ask(
      request,
      'codestral-latest',
      false,
      nothingKnown,
    );
    assert.match(asked.url, /\/v1\/fim\/completions$/);
    assert.deepEqual(
      [asked.body['suffix'], 'stop' in asked.body, 'stream_options' in asked.body],
      [';9', false, false],
    );
    assert.match(String(asked.body['prompt']), /^# x\.ts\nX\n\n# s\.ts\nS\n\n# home\.ts\n0123let b$/);
  });

  it('never go with an empty suffix, nor an empty prompt, to a server that puts the middle in by itself', () => {
    const end = writeForm({ kind: 'cursor', path: 'a.py', language: 'python', prefix: '', suffix: '' });
    const asked = completionsForm(address, servers.ollama, 'suffix').ask(
      { ...request, input: [message(end)] },
      'm',
      false,
      nothingKnown,
    );
    assert.deepEqual([asked.body['prompt'], asked.body['suffix']], ['\n', '\n']);
  });
});
