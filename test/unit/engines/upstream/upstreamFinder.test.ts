import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/common/log';
import { readServerAddress } from '../../../../src/common/serverAddress';
import { createUpstreamHttp } from '../../../../src/engines/upstream/http/upstreamHttp';
import { Lessons } from '../../../../src/engines/upstream/lessons';
import { UpstreamFinder } from '../../../../src/engines/upstream/upstreamFinder';
import { ManualClock } from '../../../support/manualClock';
import { fixedKey } from '../../../../src/engines/upstream/upstreamKey';
import { systemClock } from '../../../../src/common/systemClock';
import type { Clock } from '../../../../src/common/clock';
import type { UpstreamOptions } from '../../../../src/engines/upstream/upstreamOptions';
import { hello, helloText } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import { json, type Asked, type Reply } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

describe('UpstreamFinder', () => {
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  it('says which models there are when it is to choose among many', async () => {
    rig = await startRig(() => json({ data: ['a', 'b'].map(id => ({ id })) }));
    const seen = await ask(rig, { input: 'Hi' });
    assert.deepEqual([seen.status, seen.code], [400, 'upstream_model_missing']);
    assert.match(String(seen.message), /has 2 models.*--upstream-model.*a, b/);
  });

  it('says that a web page answers where a list of models should be', async () => {
    rig = await startRig(() => ({
      headers: { 'content-type': 'text/html' },
      steps: ['<title>Login</title>'],
    }));
    const said = rig.engine.notReady?.();
    assert.match(said?.reason ?? '', /a web page \("Login"\), not an API/);
    assert.equal(said?.code, 'upstream_refused');
  });

  it('says that the key is refused before anything is asked', async () => {
    rig = await startRig(() => serverKinds.cerebras.refusals.key, { key: fixedKey('not-the-key') });
    assert.deepEqual(
      [rig.engine.notReady?.()?.status, rig.engine.notReady?.()?.code],
      [401, 'wrong_api_key'],
    );
  });

  it('repeats no key that a refusal of a look repeats, to nobody', async () => {
    const { key, refusals } = serverKinds.openai;
    rig = await startRig(() => refusals.key, { key: fixedKey(key) });
    assert.match(String(rig.engine.notReady?.()?.reason), /Incorrect API key provided: \*\*\*\./);
    assert.ok(!JSON.stringify([rig.engine.notReady?.(), rig.log]).includes(String(key)));
  });

  it('looks once more when asked, and finds what was not there at first', async () => {
    let up = false;
    rig = await startRig(asked =>
      up ? serverKinds.vllm.reply(asked, hello) : { status: 503, steps: ['starting'] },
    );
    assert.equal(rig.engine.upstream?.server, 'unknown');
    up = true;
    const seen = await ask(rig, { input: 'Hi' });
    assert.equal(seen.status, 200);
    assert.equal(rig.engine.upstream?.server, 'vLLM');
    assert.equal(rig.engine.notReady?.(), undefined);
  });

  describe('of a server that is asked although it would not say what it is', () => {
    /** How often it was asked for its models. */
    const looks = (): number => rig.standIn.asked.filter(({ path }) => path === '/v1/models').length;
    const { model } = serverKinds.vllm;
    const starting = { status: 503, steps: ['starting'] };
    const lists = (asked: Asked, reply: Reply): Reply =>
      asked.method === 'POST' ? serverKinds.vllm.reply(asked, hello) : reply;

    for (const [why, refusal] of [
      ['was busy', starting],
      ['refused the key', json({ error: { message: 'Who are you?' } }, 401)],
      ['broke off', { before: [{ do: 'reset' }], steps: [] }],
    ] as const satisfies readonly (readonly [string, Reply])[]) {
      it(`looks again beside a later request when it ${why}`, async () => {
        const clock = new ShiftedClock();
        let isUp = false;
        rig = await startRig(
          asked => (isUp ? serverKinds.vllm.reply(asked, hello) : lists(asked, refusal)),
          { model, api: 'chat' },
          clock,
        );
        assert.equal(rig.engine.upstream?.server, 'another server');
        assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
        isUp = true;
        clock.shift(2_000);
        assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
        await until(() => rig.engine.upstream?.server === 'vLLM');
        const seen = looks();
        clock.shift(3_600_000);
        await ask(rig, { input: 'Hi' });
        assert.equal(looks(), seen, 'what is known is not looked at again');
      });
    }

    it('looks less and less often while it says nothing, and stays ready', async () => {
      const clock = new ShiftedClock();
      rig = await startRig(asked => lists(asked, starting), { model }, clock);
      for (const seconds of [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
        const before = looks();
        for (const [ms, more] of [
          [seconds * 1_000 - 900, 0],
          [900, 1],
        ] as const) {
          clock.shift(ms);
          await ask(rig, { input: 'Hi' });
          await until(() => rig.standIn.asked.every(({ over }) => over));
          assert.equal(looks(), before + more, `${seconds} s`);
        }
        assert.equal(rig.engine.notReady?.(), undefined);
      }
    });

    it('does not ask again one that has no list of models', async () => {
      const clock = new ShiftedClock();
      rig = await startRig(asked => lists(asked, json({ error: { message: 'No.' } }, 404)), { model }, clock);
      clock.shift(3_600_000);
      await ask(rig, { input: 'Hi' });
      await ask(rig, { input: 'Hi' });
      assert.equal(looks(), 1);
    });

    it('does not forget what it was when it would not say so later', async () => {
      let isUp = true;
      rig = await startRig(asked => (isUp ? serverKinds.vllm.reply(asked, hello) : starting));
      const address = readServerAddress(rig.standIn.origin);
      const clock = new ManualClock();
      const http = createUpstreamHttp({
        ...{ host: address.host, headers: () => ({}), authorities: undefined, clock },
        route: { kind: 'direct' },
        waits: { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 30_000 },
      });
      const finder = new UpstreamFinder(address, http, {
        ...{ server: undefined, model, api: 'auto', fim: undefined, log: silentLog, clock },
        lessons: new Lessons(clock),
        withoutKey: text => text,
      });
      const { signal } = new AbortController();
      await finder.look(signal);
      isUp = false;
      finder.unreachable(new Error('gone'));
      await finder.look(signal);
      assert.deepEqual([finder.facts.server, finder.notReady()], ['vLLM', undefined]);
      finder.dispose();
      http.dispose();
    });

    async function until(condition: () => boolean): Promise<void> {
      while (!condition()) await new Promise(resolve => setTimeout(resolve, 5));
    }
  });

  const hanging: Reply = { before: [{ do: 'hang' }], steps: [] };
  const given: readonly (readonly [what: string, options: Partial<UpstreamOptions> & { path?: string }])[] = [
    ['model and server', { model: serverKinds.vllm.model, server: 'vllm' }],
    ['model and form', { model: serverKinds.vllm.model, api: 'chat' }],
    ['model, and form by the address', { model: serverKinds.vllm.model, path: '/v1/chat/completions' }],
  ];
  for (const [what, options] of given) {
    for (const [how, reply] of [
      ['hang', hanging],
      ['break off', { before: [{ do: 'reset' }], steps: [] }],
    ] as const satisfies readonly (readonly [string, Reply])[]) {
      it(`asks a server whose lists ${how}, where ${what} are named`, async () => {
        rig = await startRig(
          asked => (asked.method === 'POST' ? serverKinds.vllm.reply(asked, hello) : reply),
          options,
          hastyClock,
        );
        assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
        assert.equal(rig.engine.notReady?.(), undefined);
      });
    }
  }

  it('is not ready before it has been reached, whatever is named', async () => {
    rig = await startRig(() => hanging, { model: 'm', api: 'chat' }, hastyClock);
    assert.match(rig.engine.notReady?.()?.reason ?? '', /not been reached/);
  });

  it('does not wait long for what is only information', async () => {
    rig = await startRig(
      asked =>
        asked.path === '/v1/models' || asked.method === 'POST'
          ? serverKinds.vllm.reply(asked, hello)
          : hanging,
      {},
      hastyClock,
    );
    assert.equal(rig.engine.upstream?.server, 'vLLM');
    assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
    await rig.standIn.until(() => rig.standIn.asked.every(({ over }) => over));
  });

  it('asks as the pasted address of a deployment says', async () => {
    const path = '/openai/deployments/my-gpt';
    rig = await startRig(
      asked =>
        asked.path === `${path}/chat/completions?api-version=1`
          ? json({ choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }] })
          : json({ error: { message: 'Resource not found' } }, 404),
      { path: `${path}/chat/completions?api-version=1`, server: 'azure' },
    );
    assert.equal((await ask(rig, { input: 'Hi' })).text, 'Hello');
    assert.equal(rig.standIn.posts[0]?.body['model'], 'my-gpt');
  });
});

/** The machine's clock, which a test can put forward. */
class ShiftedClock implements Clock {
  private shifted = 0;

  now(): number {
    return systemClock.now() + this.shifted;
  }

  setTimeout(callback: () => void, delay: number): ReturnType<Clock['setTimeout']> {
    return systemClock.setTimeout(callback, delay);
  }

  shift(ms: number): void {
    this.shifted += ms;
  }
}

/** The machine's clock, on which the waits of a look are over soon. */
const hastyClock: Clock = {
  now: () => systemClock.now(),
  setTimeout: (callback, delay) => systemClock.setTimeout(callback, delay <= 5_000 ? delay / 25 : delay),
};
