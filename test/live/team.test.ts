import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Session } from '../../src/session/session';
import type { TurnResult } from '../../src/session/turn';
import { freePort } from '../support/freePort';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { waitFor } from '../support/host/waitFor';
import { figure } from '../support/live/figures';
import { startHaproxy, type Balancers } from '../support/live/haproxy';
import { liveParts } from '../support/live/liveParts';
import { sessionWith } from '../support/live/liveRig';
import { LlamaServer } from '../support/live/llamaServer';

const token = 'a-token-of-the-team-0123456789';

/** What each person asks, and the tokens of an answer. */
const questions = ['a sailor', 'a mountain', 'a baker', 'a dog'].map(
  what => `Write a long story about ${what}.`,
);
const limit = 40;

const said = v.looseObject({
  choices: v.tuple([v.looseObject({ message: v.looseObject({ content: v.string() }) })]),
});

/** A turn as its user saw it: all that was shown, in pieces, and how it ended. */
interface Seen {
  readonly question: string;
  readonly shown: string;
  readonly result: TurnResult;
}

describe('Two gateways behind HAProxy, in front of two of llama.cpp’s own servers', () => {
  const servers: LlamaServer[] = [];
  const gateways: GatewayProcess[] = [];
  const sessions: Session[] = [];
  const log: string[] = [];
  const whole = new Map<string, string>();
  let balancers: Balancers;
  let gatewayPorts: readonly number[];

  before(async function () {
    const { haproxy } = liveParts();
    if (haproxy === undefined) return this.skip();
    gatewayPorts = [await freePort(), await freePort()];
    servers.push(...(await Promise.all([startServer(), startServer()])));
    balancers = await startHaproxy(
      haproxy,
      gatewayPorts,
      servers.map(({ port }) => port),
    );
    for (const port of gatewayPorts) gateways.push(await startGateway(port));
    await served();
    for (const _ of questions)
      sessions.push(sessionWith(`ws://127.0.0.1:${balancers.gateways}/v1/responses`, token, log));
    // Nothing is drawn by lot: each server says the same.
    for (const question of questions) {
      const messages = [{ role: 'user', content: question }];
      const { json } = await of(servers).post('/v1/chat/completions', { messages, max_tokens: limit });
      whole.set(question, v.parse(said, json).choices[0].message.content);
    }
  });
  after(async () => {
    for (const session of sessions) session.dispose();
    for (const gateway of gateways) await gateway.dispose();
    await balancers?.stop();
    for (const server of servers) await server.stop();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.error(log.join('\n'));
  });

  function startServer(port?: number): Promise<LlamaServer> {
    return LlamaServer.start({ model: 'smollm', slots: 4, ...(port === undefined ? {} : { port }) });
  }

  function startGateway(port: number): Promise<GatewayProcess> {
    const upstream = `http://127.0.0.1:${balancers.servers}`;
    return startGatewayProcess(
      ['--engine', 'upstream', '--upstream-url', upstream, '--port', String(port), '--drain-seconds', '30'],
      { CODEX_SPARK_TOKEN: token },
    );
  }

  /** Waits until both gateways say that requests should be sent to them. */
  async function served(): Promise<void> {
    for (const port of gatewayPorts) {
      await waitFor('a gateway to be ready', () =>
        fetch(`http://127.0.0.1:${port}/ready`).then(
          ({ ok }) => ok || undefined,
          () => undefined,
        ),
      );
    }
  }

  /** Everybody asks; `amid` happens when something is on everybody's screen. */
  async function everybody(amid: () => Promise<unknown> = () => Promise.resolve()): Promise<readonly Seen[]> {
    let speaking = 0;
    let done: Promise<unknown> | undefined;
    const turns = sessions.map(async (session, at): Promise<Seen> => {
      const question = questions[at] ?? '';
      const turn = session.start({ lane: 'chat', input: question, maxOutputTokens: limit });
      let shown = '';
      for await (const piece of turn.text) {
        if (shown === '' && ++speaking === sessions.length) done = amid();
        shown += piece;
      }
      return { question, shown, result: await turn.done };
    });
    const seen = await Promise.all(turns);
    assert.ok(done, 'it happened');
    await done;
    return seen;
  }

  /** Nothing is shown twice, or in another order: what was shown is the beginning of the answer, or all of it. */
  function judge(what: string, seen: readonly Seen[], begun: number): readonly Seen[] {
    for (const { question, shown, result } of seen) {
      assert.equal(result.text, shown);
      const all = whole.get(question) ?? '';
      assert.ok(all.startsWith(shown), `${shown}\nis no beginning of\n${all}`);
      if (result.status === 'failed') assert.ok((result.error?.message ?? '') !== '', 'it says why');
      else assert.equal(shown, all);
    }
    const failed = seen.filter(({ result }) => result.status === 'failed');
    const ms = Math.round(performance.now() - begun);
    const words = [...new Set(failed.map(({ result }) => result.error?.message))].join(' / ');
    figure(
      what,
      `${seen.length - failed.length} of ${seen.length} whole, ${failed.length} broke off${words && ` (${words})`}`,
    );
    figure('until all of them were over', `${ms} ms`);
    return failed;
  }

  it('answers everybody', async () => {
    const begun = performance.now();
    const seen = await everybody();
    assert.equal(judge('nothing happens', seen, begun).length, 0);
  });

  it('lets those go on whose gateway is killed: at the other one, with their next question', async () => {
    const begun = performance.now();
    const seen = await everybody(() => of(gateways).dispose());
    const failed = judge('one gateway is killed', seen, begun);
    assert.ok(failed.length < sessions.length, 'who was at the other one noticed nothing');
    assert.ok(failed.length > 0, 'there was somebody at the one that was killed');
    const again = performance.now();
    assert.equal(judge('the next question', await everybody(), again).length, 0);
    gateways[0] = await startGateway(of(gatewayPorts));
    await served();
  });

  it('lets those go on whose server is killed: at the other one, with their next question', async () => {
    const begun = performance.now();
    const seen = await everybody(() => of(servers).stop());
    const failed = judge('one server is killed', seen, begun);
    assert.ok(failed.length < sessions.length, 'who was at the other one noticed nothing');
    const again = performance.now();
    assert.equal(judge('the next question', await everybody(), again).length, 0);
    servers[0] = await startServer(of(servers).port);
  });

  it('ends no answer of a gateway that drains; its people are at the other one with their next question', async () => {
    const begun = performance.now();
    const drained = of(gateways.slice(1));
    const seen = await everybody(async () => drained.process.child.kill('SIGTERM'));
    assert.equal(judge('one gateway drains', seen, begun).length, 0);
    const again = performance.now();
    assert.equal(judge('the next question', await everybody(), again).length, 0);
    assert.equal(await drained.process.exited, 0);
  });
});

/** The first of several that are there. */
function of<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('There is none.');
  return first;
}
