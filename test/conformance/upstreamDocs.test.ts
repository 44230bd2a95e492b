import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mergeInput } from '../../src/diff/mergePrompt';
import { writeForm } from '../../src/protocol/promptForms';
import { startGatewayProcess } from '../support/gateway/gatewayProcess';
import { startConnectProxy } from '../support/network/connectProxy';
import { hello, helloText } from '../support/upstreams/answers';
import { chatEvents } from '../support/upstreams/chatStream';
import { selfSigned } from '../support/upstreams/selfSigned';
import type { ServerKind } from '../support/upstreams/serverKind';
import { serverKinds } from '../support/upstreams/servers';
import { json, StandIn, stream } from '../support/upstreams/standIn';

const folder = path.resolve('docs/upstreams');

/** A server that is like OpenAI's in the one thing that matters and has no list of models. */
const plain: Pick<ServerKind, 'model' | 'key' | 'reply'> = {
  model: 'my-model',
  key: 'plain-key',
  reply(asked, answer) {
    if (asked.headers.authorization !== 'Bearer plain-key') return json({ error: 'no' }, 401);
    if (asked.path !== '/v1/chat/completions') return { status: 404, steps: [] };
    const head = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'my-model' };
    return stream(chatEvents({ head, usage: 'own', callsInPieces: true }, answer));
  },
};

/** A stand-in as an object of its own. */
function kindOf(name: keyof typeof serverKinds): Pick<ServerKind, 'model' | 'key' | 'reply'> {
  const kind: ServerKind = serverKinds[name];
  return { model: kind.model, key: kind.key, reply: (asked, answer) => kind.reply(asked, answer) };
}

/** The stand-in of each page, and where its model only completes, the one that chats. */
const pages: Readonly<
  Record<
    string,
    Pick<ServerKind, 'model' | 'key' | 'reply'> & { readonly chats?: string; readonly merges?: true }
  >
> = {
  'openai.md': serverKinds.openai,
  'azure.md': serverKinds.azure,
  'cerebras.md': serverKinds.cerebras,
  'inception.md': { ...kindOf('inception'), chats: 'mercury-2' },
  'deepseek.md': serverKinds.deepseek,
  'groq.md': serverKinds.groq,
  'sambanova.md': serverKinds.sambanova,
  'fireworks.md': serverKinds.fireworks,
  'gemini.md': serverKinds.gemini,
  'openrouter.md': serverKinds.openrouter,
  'vercel.md': serverKinds.vercel,
  'morph.md': { ...kindOf('morph'), merges: true },
  'relace.md': { ...kindOf('relace'), merges: true },
  'litellm.md': plain,
  'bifrost.md': plain,
  'xai.md': serverKinds.xai,
  'mistral.md': serverKinds.mistral,
  'vllm.md': serverKinds.vllm,
  'sglang.md': serverKinds.sglang,
  'ollama.md': serverKinds.ollama,
  'llama-cpp.md': serverKinds['llama.cpp'],
  'lm-studio.md': serverKinds.lmstudio,
  'other.md': plain,
};

/** The gateway's arguments as a page gives them. */
function argumentsOf(page: string): string[] {
  const command = /^ +node dist\/gateway\.js ((?:.*\\\n)*.*)$/m.exec(page)?.[1];
  assert.ok(command, 'the page has no command line');
  return command.replaceAll('\\\n', ' ').trim().split(/\s+/);
}

function valueOf(args: readonly string[], option: string): string | undefined {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
}

describe('The pages about upstreams, followed step by step', function () {
  this.timeout(60_000);
  let files: string;
  let identity: Awaited<ReturnType<typeof selfSigned>>;
  const ends: (() => Promise<unknown>)[] = [];

  before(async () => {
    identity = await selfSigned();
    files = await mkdtemp(path.join(tmpdir(), 'docs-'));
    await writeFile(path.join(files, 'ca.pem'), identity.cert);
  });
  after(() => rm(files, { recursive: true }));
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  it('are all there, and all are named in the overview', async () => {
    const names = (await readdir(folder)).filter(name => name !== 'README.md').sort();
    assert.deepEqual(names, Object.keys(pages).sort());
    const overview = await readFile(path.join(folder, 'README.md'), 'utf8');
    for (const name of names) assert.ok(overview.includes(`(${name})`), name);
  });

  for (const [name, kind] of Object.entries(pages)) {
    it(name, async () => {
      const page = await readFile(path.join(folder, name), 'utf8');
      const args = argumentsOf(page);
      const url = new URL(valueOf(args, '--upstream-url') ?? '');
      const secure = url.protocol === 'https:';
      const standIn = await StandIn.start(asked => kind.reply(asked, hello), secure ? identity : undefined);
      ends.push(() => standIn.dispose());
      const environment: Record<string, string> = {};
      if (secure) {
        // The command runs as it stands: the name leads to the stand-in through a proxy of the environment.
        const proxy = await startConnectProxy(0, { [`${url.hostname}:443`]: standIn.port });
        ends.push(() => proxy.stop());
        environment['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
        environment['NODE_EXTRA_CA_CERTS'] = path.join(files, 'ca.pem');
      } else {
        assert.equal(url.hostname, '127.0.0.1');
        args[args.indexOf('--upstream-url') + 1] =
          standIn.origin + (url.pathname === '/' ? '' : url.pathname);
      }
      const keyName = valueOf(args, '--upstream-key-env');
      assert.equal(keyName !== undefined, kind.key !== undefined, 'a key where there is one');
      if (keyName !== undefined) {
        assert.ok(page.includes(`export ${keyName}=`));
        environment[keyName] = kind.key ?? '';
      }

      const gateway = await startGatewayProcess(args, environment);
      ends.push(() => gateway.dispose());
      const health = await (await fetch(gateway.http.replace(/\/v1$/, '/health'))).text();
      const said = /^ {4}("upstream":\{.*\})$/m.exec(page)?.[1];
      assert.ok(
        said !== undefined && health.includes(said),
        `${health}\nis not what the page says:\n${said}`,
      );

      const cursor = writeForm({
        kind: 'cursor',
        path: 'a.ts',
        language: 'typescript',
        prefix: 'a',
        suffix: 'b',
      });
      const merge = mergeInput({ path: 'a', languageId: '', file: 'a', update: 'b', instruction: '' });
      const requests = kind.merges
        ? [{ input: merge }]
        : [
            { input: 'Say hello', ...(kind.chats === undefined ? {} : { model: kind.chats }) },
            { input: cursor },
          ];
      for (const request of requests) {
        const response = await fetch(`${gateway.http}/responses`, {
          method: 'POST',
          headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
        const answer = await response.text();
        assert.equal(response.status, 200, answer);
        assert.ok(answer.includes(JSON.stringify(helloText).slice(1, -1)), answer);
      }
      assert.ok(
        kind.key === undefined || !gateway.process.errors.includes(kind.key),
        'the log must not hold the key',
      );
    });
  }
});
