import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeInput, mergeInstructions } from '../../../../../../src/diff/mergePrompt';
import { RewriteStream } from '../../../../../../src/diff/rewriteStream';
import { fixedKey } from '../../../../../../src/engines/upstream/upstreamKey';
import { serverKinds, type ServerKindName } from '../../../../../support/upstreams/servers';
import { ask, startRig, type UpstreamRig } from '../../../../../support/upstreams/upstreamRig';

const file = 'let a = 1;\nlet b = 2;\n';
const update = 'let b = 3;';
const merged = 'let a = 1;\nlet b = 3;\n';
const merge = {
  instructions: mergeInstructions,
  input: mergeInput({ path: 'a.ts', languageId: 'typescript', file, update, instruction: 'raise b' }),
};

describe('Merging code into a file', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  async function start(
    name: ServerKindName,
    text: string,
    model: string = serverKinds[name].model,
  ): Promise<void> {
    const kind = serverKinds[name];
    const path = name === 'openrouter' ? { path: '/api/v1' } : {};
    rig = await startRig(asked => kind.reply(asked, { tokens: [text.slice(0, 5), text.slice(5)] }), {
      server: name,
      model,
      key: fixedKey(kind.key),
      ...path,
    });
  }

  it('Morph: tags in the only message, and the bare code comes back in a fence', async () => {
    await start('morph', merged);
    assert.equal((await ask(rig, merge)).text, `\`\`\`\n${merged}\`\`\`\n`);
    const { path, body } = rig.standIn.posts.at(-1) ?? {};
    assert.equal(path, '/v1/chat/completions');
    assert.deepEqual(body, {
      model: 'morph-v3-fast',
      messages: [
        {
          role: 'user',
          content: `<instruction>raise b</instruction>\n<code>${file}</code>\n<update>${update}</update>`,
        },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('Relace: fields of its own, an answer in one piece', async () => {
    await start('relace', merged);
    const seen = await ask(rig, merge);
    assert.equal(seen.text, `\`\`\`\n${merged}\`\`\`\n`, JSON.stringify(seen));
    const { path, body } = rig.standIn.posts.at(-1) ?? {};
    assert.equal(path, '/v1/code/apply');
    assert.deepEqual(body, {
      initial_code: file,
      edit_snippet: update,
      instruction: 'raise b',
      model: 'relace-apply-3',
      stream: false,
    });
  });

  it('behind another server such a model is known by its name', async () => {
    await start('openrouter', merged, 'morph/morph-v3-fast');
    assert.equal((await ask(rig, merge)).text, `\`\`\`\n${merged}\`\`\`\n`);
    assert.match(JSON.stringify(rig.standIn.posts.at(-1)?.body), /<code>let a = 1;\\nlet b = 2;\\n<\/code>/);
  });

  it('any other model reads the request as it stands', async () => {
    await start('groq', 'no merge');
    await ask(rig, merge);
    const said = JSON.stringify(rig.standIn.posts.at(-1)?.body);
    assert.match(said, /<document path=.{1,40}a\.ts/);
    assert.match(said, /<update path=.{1,40}a\.ts/);
  });

  for (const name of ['morph', 'relace'] as const) {
    it(`${name}: anything else is refused in words`, async () => {
      await start(name, merged);
      const seen = await ask(rig, { input: 'Hello' });
      assert.deepEqual([seen.status, seen.code], [400, 'only_merges']);
      assert.match(seen.message ?? '', /codexSpark\.chat\.applyEndpoint/);
      assert.equal(rig.standIn.posts.length, 0);
    });

    for (const [what, refusal] of Object.entries(serverKinds[name].refusals)) {
      it(`${name}: its refusal (${what}) reaches the client`, async () => {
        await start(name, merged);
        rig.standIn.answer = () => refusal;
        assert.equal((await ask(rig, merge)).status, refusal.status);
      });
    }

    it(`${name}: whatever code there is comes through the fence as it was`, async () => {
      await start(name, merged);
      const kind = serverKinds[name];
      const line = fc.oneof(
        fc.constantFrom('```', '````ts', '~~~', '', '  ```', '<code>', '</update>', 'a'),
        fc.string({ maxLength: 8 }).map(text => text.replaceAll(/[\r\n]/g, '')),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async lines => {
          const code = `x\n${lines.join('\n')}\n`;
          rig.standIn.answer = asked => kind.reply(asked, { tokens: [code.slice(0, 3), code.slice(3)] });
          const input = mergeInput({ path: 'a', languageId: 'x', file: code, update: code, instruction: '' });
          const { text } = await ask(rig, { input });
          const stream = new RewriteStream('old\n', '\n');
          const ops = [...stream.push(text), ...stream.end()];
          const now = ops.flatMap(op => (op.kind === 'delete' ? [] : op.lines)).join('');
          assert.equal(now, code);
        }),
        { numRuns: 40, seed: 17 },
      );
    });
  }
});
