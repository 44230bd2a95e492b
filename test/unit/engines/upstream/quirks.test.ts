import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { UpstreamOptions } from '../../../../src/engines/upstream/upstreamOptions';
import { hello, helloText } from '../../../support/upstreams/answers';
import {
  brokeOff,
  failed,
  quirks,
  upToText,
  whole,
  wireForms,
  withBody,
} from '../../../support/upstreams/quirks';
import { serverKinds } from '../../../support/upstreams/servers';
import { json, stream } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

describe('Quirks of upstreams: what the client sees is the truth', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  for (const [name, form] of Object.entries(wireForms)) {
    const options: Partial<UpstreamOptions> = { model: form.kind.model, ...form.options };
    for (const [what, { reply, expect }] of Object.entries(quirks)) {
      it(`${name}: ${what}`, async () => {
        rig = await startRig(asked => reply(asked, form), options);
        expect(await ask(rig, { input: form.input }));
      });
    }

    it(`${name}: an answer in one piece of JSON`, async () => {
      const bodies = {
        chat: {
          choices: [{ index: 0, message: { role: 'assistant', content: helloText }, finish_reason: 'stop' }],
        },
        completions: { choices: [{ index: 0, text: helloText, finish_reason: 'stop' }] },
        infill: { content: helloText, stop: true, tokens_predicted: 7, tokens_evaluated: 42 },
        responses: {
          status: 'completed',
          output: [{ type: 'message', content: [{ type: 'output_text', text: helloText }] }],
          error: null,
        },
      };
      const key = name as keyof typeof bodies;
      rig = await startRig(
        asked => (asked.method === 'POST' ? json(bodies[key]) : form.kind.reply(asked, hello)),
        options,
      );
      whole(await ask(rig, { input: form.input }));
    });

    it(`${name}: a connection lost before the answer is made again, an answer begun is not`, async () => {
      let posts = 0;
      rig = await startRig(
        asked =>
          asked.method === 'POST' && ++posts < 3
            ? { before: [{ do: 'reset' }], steps: [] }
            : form.kind.reply(asked, hello),
        options,
      );
      whole(await ask(rig, { input: form.input }));
      assert.equal(posts, 3);
      posts = 0;
      rig.standIn.answer = asked => {
        if (asked.method === 'POST') posts++;
        return withBody(asked, form, text => [upToText(text), { do: 'reset' }]);
      };
      brokeOff('upstream_disconnected', /lost/)(await ask(rig, { input: form.input }));
      assert.equal(posts, 1);
    });

    it(`${name}: one connection serves one answer after the other`, async () => {
      rig = await startRig(asked => form.kind.reply(asked, hello), options);
      const answered = (): boolean => rig.standIn.posts.every(({ over }) => over);
      // Those of the look that goes on meanwhile, and of the first answer.
      whole(await ask(rig, { input: form.input }));
      await rig.standIn.until(() => rig.standIn.asked.every(({ over }) => over));
      const { connections } = rig.standIn;
      for (let n = 0; n < 5; n++) {
        // What stands behind the answer is read while the client already has it.
        await rig.standIn.until(answered);
        await new Promise(resolve => setImmediate(resolve));
        whole(await ask(rig, { input: form.input }));
      }
      assert.equal(rig.standIn.connections, connections);
    });
  }

  it('a server that is not there: 503, and found as soon as it is', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    server.close();
    await once(server, 'close');
    rig = await startRig(asked => serverKinds.vllm.reply(asked, hello), {
      url: `http://127.0.0.1:${address.port}`,
    });
    failed(
      503,
      'upstream_unreachable',
      /nothing listens there\. Is the server running\?/,
    )(await ask(rig, { input: 'Hi' }));
    assert.match(rig.engine.notReady?.()?.reason ?? '', /nothing listens there/);
  });

  it('a name that does not exist: 503', async () => {
    rig = await startRig(() => json({}), { url: 'http://no-such-host.invalid:1', model: 'm' });
    const seen = await ask(rig, { input: 'Hi' });
    assert.deepEqual([seen.status, seen.code], [503, 'upstream_unreachable']);
  });

  it('something that does not speak HTTP: 502', async () => {
    const server = createServer(socket => {
      socket.on('error', () => undefined);
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    rig = await startRig(() => json({}), { url: `http://127.0.0.1:${address.port}`, model: 'm' });
    failed(502, 'upstream_not_http', /does not speak HTTP/)(await ask(rig, { input: 'Hi' }));
    server.close();
  });

  it('a filter of content ends the answer as incomplete', async () => {
    const { vllm } = serverKinds;
    rig = await startRig(asked => {
      const usual = vllm.reply(asked, hello);
      if (asked.method !== 'POST') return usual;
      return stream([usual.steps.map(String).join('').replace('"stop"', '"content_filter"')]);
    });
    const seen = await ask(rig, { input: 'Hi' });
    assert.deepEqual([seen.state, seen.reason, seen.text], ['incomplete', 'content_filter', helloText]);
  });
});
