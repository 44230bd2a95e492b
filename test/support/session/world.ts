import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { Lane } from '../../../src/session/lane';
import { createSession } from '../../../src/session/createSession';
import type { EndpointProfile } from '../../../src/session/profile';
import { message } from '../../../src/session/turns/requestFrame';
import type { Session } from '../../../src/session/session';
import type { Turn, TurnResult } from '../../../src/session/turn';
import { ManualClock, settle } from '../manualClock';
import { lanes } from './harness';
import type { Scenario, Step } from './scenario';
import { pickOf, serverStep } from './serverStep';
import { wholeAnswer, WorldServer, type Ask } from './worldServer';
import { silentLog } from '../../../src/common/log';

/** Bounds that the documentation promises, in ms, with what a turn may have to wait for before them. */
const wellMs = 60_000;
const longMs = 75_000;
/** Up to 35 s until an idle connection is known to be dead, and 30 s for another. */
const deadMs = 70_000;
const silentMs = 330_000;
const warmUpMs = 45_000;

/** What is known of a turn or a warm-up. */
interface Asker {
  readonly name: string;
  readonly lane: string;
  readonly abort: AbortController;
  /** Undefined for a warm-up. */
  turn: Turn | undefined;
  readonly warmUp: boolean;
  readonly legs: string[];
  steered: number;
  cancelled: boolean;
  ended: TurnResult | true | undefined;
}

/** Runs one scenario and checks every promise on the way. */
export class World {
  readonly trace: string[] = [];
  private readonly clock = new ManualClock();
  private readonly server: WorldServer;
  private readonly session: Session;
  private readonly askers: Asker[] = [];
  private endEvents = 0;
  private targets = 0;
  private disposed = false;
  private lost = 0;
  /** The id of what was warmed, by lane. */
  private readonly warm: Record<string, string> = {};
  private follow = false;
  private refusals: number;
  /** The session has been told that its key is refused. */
  private keyRefused = false;
  private readonly broken: string[] = [];

  constructor(private readonly scenario: Scenario) {
    this.refusals = scenario.refusals;
    const { kind, ids, maxInFlight, maxLanes, maxConnectionMs } = scenario;
    this.server = new WorldServer(kind, ids, {
      asked: ask => this.onAsk(ask),
      trace: line => this.note(line),
    });
    const laned = kind === 'lanes' || kind === 'unlabelled';
    const profile: Partial<EndpointProfile> = {
      ...(laned ? { ...lanes, maxInFlight, maxLanes } : {}),
      maxConnectionMs,
    };
    this.session = createSession({
      url: () => {
        this.targets++;
        if (this.lost-- > 0) return Promise.reject(new Error('nowhere to be found'));
        return Promise.resolve('ws://test/v1/responses');
      },
      model: 'm',
      log: silentLog,
      clock: this.clock,
      openSocket: this.server.open,
      httpPost: this.server.post,
      random: () => 0.5,
      profile,
    });
    this.session.onDidEndTurn(({ lane }) => {
      this.endEvents++;
      if (!this.follow || this.disposed) return;
      this.follow = false;
      this.start(lane);
    });
  }

  async run(): Promise<void> {
    for (const step of this.scenario.steps) {
      await this.step(step);
      await this.settled();
    }
    this.note(`-- from here on: ${this.scenario.ending}`);
    await this.end();
    if (!this.disposed) await this.dispose();
    this.checkTexts();
    assert.deepEqual(this.broken, []);
  }

  // What the steps do.

  private async step(step: Step): Promise<void> {
    switch (step.do) {
      case 'start':
        return this.start(step.lane);
      case 'warm':
        return this.warmUp(step.lane);
      case 'cancel':
      case 'abort':
        return this.cancel(pickOf(this.running, step.pick), step.do);
      case 'steer': {
        const asker = pickOf(
          this.running.filter(({ turn }) => turn),
          step.pick,
        );
        if (!asker) return;
        this.note(`${asker.name} is steered`);
        asker.steered++;
        asker.turn?.steer(`steer${asker.steered}`);
        return;
      }
      case 'reconnect':
        this.reconnect();
        return;
      case 'lose':
        this.lost = step.times;
        return;
      case 'follow':
        this.follow = true;
        return;
      case 'wait':
        this.note(`${step.ms} ms pass`);
        return this.pass(step.ms);
      default:
        return serverStep(this.server, step, (ask, status) => {
          this.keyRefused ||= status === 401 && this.isRead(ask);
        });
    }
  }

  private reconnect(): void {
    this.note('reconnect()');
    this.keyRefused = false;
    this.session.reconnect();
  }

  private start(lane: Lane): void {
    const abort = new AbortController();
    const name = `t${this.askers.length}`;
    this.note(`${name} is started in ${lane}`);
    const asker = this.newAsker(name, lane, abort, false);
    const previous = this.warm[lane];
    const base = previous === undefined ? {} : { previous, fullInput: () => [message('user', name)] };
    const turn = this.session.start({ lane, input: name, maxOutputTokens: 64, ...base }, abort.signal);
    asker.turn = turn;
    void (async () => {
      for await (const event of turn.events) {
        if (event.kind === 'redirected') asker.legs.push('');
        else asker.legs.push((asker.legs.pop() ?? '') + event.text);
      }
    })();
    void turn.done.then(result => {
      this.note(`${name} has ended: ${result.status} ${result.error?.message ?? result.reason ?? ''}`);
      asker.ended = result;
    });
  }

  private warmUp(lane: Lane): void {
    const abort = new AbortController();
    const name = `w${this.askers.length}`;
    this.note(`${name} is warmed in ${lane}`);
    const asker = this.newAsker(name, lane, abort, true);
    void this.session.warm({ lane, input: [message('user', name)] }, abort.signal).then(id => {
      this.note(`${name} has ended: ${id}`);
      asker.ended = true;
      if (id !== undefined) this.warm[lane] = id;
    });
  }

  private newAsker(name: string, lane: Lane, abort: AbortController, warmUp: boolean): Asker {
    const asker: Asker = {
      ...{ name, lane, abort, warmUp, turn: undefined, legs: [''], steered: 0, cancelled: false },
      ended: undefined,
    };
    this.askers.push(asker);
    return asker;
  }

  private async cancel(asker: Asker | undefined, how: 'cancel' | 'abort'): Promise<void> {
    if (!asker) return;
    this.note(`${asker.name} is cancelled`);
    asker.cancelled = true;
    if (how === 'cancel' && asker.turn) asker.turn.cancel();
    else asker.abort.abort();
    await settle();
    this.check(asker.ended !== undefined, `${asker.name} has not ended at its cancel`);
  }

  // What happens once the steps are over.

  private async end(): Promise<void> {
    const { ending, kind } = this.scenario;
    this.follow = false;
    this.lost = 0;
    switch (ending) {
      case 'dispose':
        return this.dispose();
      case 'well':
        await this.serve(() => this.running, wellMs);
        this.checkEnded(this.running, wellMs);
        return this.probe();
      case 'long':
        return this.serveBeside();
      case 'dead':
        for (const connection of this.server.connections) connection.alive = false;
        if (kind === 'http') return this.waitSilently();
        await this.until(() => this.running.length === 0, deadMs);
        return this.checkEnded(this.running, deadMs);
      case 'closing': {
        // Each is sent twice at most, and the pauses between two connections grow to 30 s.
        const limit = wellMs * (1 + this.running.length);
        await this.until(
          () => this.running.length === 0,
          limit,
          () => this.closeAll(),
        );
        return this.checkEnded(this.running, limit);
      }
      case 'silent':
        return this.waitSilently();
    }
  }

  /** Each may have to wait for those before it, in its lane or where there is room for a few only. */
  private async waitSilently(): Promise<void> {
    const warm = this.running.filter(({ warmUp }) => warmUp).length;
    const limit = deadMs + (this.running.length - warm) * silentMs + warm * warmUpMs;
    await this.until(
      () => this.running.length === 0,
      limit,
      () => this.acceptAll(),
    );
    this.checkEnded(this.running, limit);
  }

  /** No lane waits for what another one does. */
  private async serveBeside(): Promise<void> {
    const long = this.server.askable.find(
      ({ state, warmUp, name }) =>
        state === 'begun' && !warmUp && this.running.some(asker => asker.name === name),
    );
    const lane = this.askers.find(({ name }) => name === long?.name)?.lane;
    if (this.session.state.kind === 'refused') this.reconnect();
    for (const other of ['inline', 'chat'] as const) this.start(other);
    const beside = (): Asker[] => this.running.filter(other => other.lane !== lane);
    await this.serve(beside, longMs, long);
    this.checkEnded(beside(), longMs);
  }

  /** The server does all it is asked for, except that one answer goes on and on. */
  private async serve(waiting: () => Asker[], limit: number, long?: Ask): Promise<void> {
    await this.until(
      () => waiting().length === 0,
      limit,
      () => {
        this.acceptAll();
        for (const ask of this.server.askable) if (ask !== long) this.server.complete(ask);
        for (const { state, post } of this.server.asks)
          if (state === 'over' && post && !post.over) post.close();
      },
    );
  }

  /** A session that met all that still works. */
  private async probe(): Promise<void> {
    this.refusals = 0;
    // A server may have asked for so much patience.
    await this.pass(16_000);
    if (this.session.state.kind === 'refused') this.reconnect();
    for (const lane of ['inline', 'chat'] as const) this.start(lane);
    const probes = this.askers.slice(-2);
    await this.serve(() => this.running, wellMs);
    for (const { name, ended } of probes) {
      const status = ended === undefined || ended === true ? 'nothing' : ended.status;
      this.check(status === 'completed', `${name}, started when all was well again, ended as ${status}`);
    }
  }

  private closeAll(): void {
    this.acceptAll();
    for (const { connection, post } of this.server.askable) {
      if (!post && connection.state === 'open') this.server.hangUp(connection, 1006);
    }
    for (const { post } of this.server.asks) if (post && !post.over) post.close(new Error('broken'));
  }

  private acceptAll(): void {
    const { server } = this;
    for (const connection of server.connections) {
      if (connection.state !== 'opening') continue;
      if (this.refusals-- > 0) server.refuse(connection, undefined);
      else if (server.kind === 'http') server.refuse(connection, 426);
      else server.accept(connection);
    }
  }

  private async dispose(): Promise<void> {
    this.note('dispose()');
    const { asks, connections } = this.server;
    const before = [asks.length, connections.length, this.targets];
    this.disposed = true;
    this.session.dispose();
    await settle();
    this.check(this.running.length === 0, 'dispose ended not every turn');
    this.check(this.clock.pending === 0, `${this.clock.pending} timers are left after dispose`);
    for (const { n, state } of connections) this.check(state === 'over', `socket ${n} is left after dispose`);
    for (const { serial, post } of asks) {
      this.check(!post || post.over || post.signal.aborted, `POST ${serial} is left after dispose`);
    }
    for (const { name, abort } of this.askers) {
      const left = getEventListeners(abort.signal, 'abort').length;
      this.check(left === 0, `${name} left ${left} listeners on its signal`);
    }
    // What was on its way comes late, and nobody cares.
    for (const { state, listener } of connections) if (state === 'over') listener?.onOpen({});
    for (const { listener } of connections)
      listener?.onText('{"type":"response.created","response":{"id":"x"}}');
    for (const { listener } of connections) listener?.onClose(1006, '');
    await this.pass(600_000);
    assert.deepEqual([asks.length, connections.length, this.targets], before, 'sent after dispose');
    const turns = this.askers.filter(({ turn }) => turn).length;
    this.check(this.endEvents === turns, `${this.endEvents} ends were told of ${turns} turns`);
  }

  // The promises.

  private onAsk(ask: Ask): void {
    const asker = this.askers.find(({ name }) => name === ask.name);
    if (!asker) throw new Error('nobody asked for this');
    this.check(!this.disposed, `${ask.name} was sent after dispose`);
    this.check(asker.ended === undefined || asker.warmUp, `${ask.name} was sent after it had ended`);
    this.check(!this.keyRefused, `${ask.name} was sent with a refused key`);
    const { asks, kind } = this.server;
    const unfinished = asks.filter(other => other.connection === ask.connection && other.state !== 'over');
    const clash = unfinished.find(other => !ask.post && (kind === 'single' || other.lane === ask.lane));
    this.check(
      clash === undefined,
      `${ask.name}#${ask.serial} was sent on a lane where #${clash?.serial} runs`,
    );
    const before = this.askers.slice(0, this.askers.indexOf(asker));
    const former = before.find(
      other => !other.warmUp && other.lane === asker.lane && other.ended === undefined,
    );
    // The end of the former one is told in a microtask.
    if (former) {
      queueMicrotask(() =>
        queueMicrotask(() =>
          this.check(former.ended !== undefined, `${ask.name} was sent while ${former.name} had not ended`),
        ),
      );
    }
    const same = asks.filter(other => other.name === ask.name && other.leg === ask.leg && !asker.warmUp);
    const twice = same.find(({ outputSent }) => outputSent);
    this.check(twice === undefined, `${ask.name} is generated again after #${twice?.serial} had output`);
    const unknown = same.filter(({ end }) => end === undefined || end === 'broken').length;
    this.check(unknown <= 1, `${ask.name} is generated again, ${unknown} times with unknown outcome`);
    this.check(same.length <= 6, `${ask.name} is sent ${same.length + 1} times`);
  }

  /** Whether somebody waits for this answer, and will learn how it ends. */
  private isRead(ask: Ask | undefined): boolean {
    const asker = this.running.find(({ name }) => name === ask?.name);
    const latest = this.server.asks.filter(({ name }) => name === ask?.name).at(-1);
    return asker?.steered === 0 && latest === ask && this.server.kind !== 'unlabelled';
  }

  private checkEnded(askers: readonly Asker[], limit: number): void {
    for (const { name, lane } of askers) {
      this.check(
        false,
        `${name} (${lane}) has not ended within ${limit / 1000} s; ${this.session.state.kind}`,
      );
    }
  }

  private checkTexts(): void {
    for (const { name, turn, legs, ended } of this.askers) {
      if (!turn || ended === undefined || ended === true) continue;
      const mine = this.server.asks.filter(ask => ask.name === name);
      this.check(ended.text === legs.join(''), `${name}: text and events differ`);
      legs.forEach((leg, n) => {
        const pieces = [...leg.matchAll(/(\w+)#(\d+):(\d+);/g)];
        const serials = new Set(pieces.map(piece => piece[2]));
        const whole = pieces.every((piece, at) => piece[1] === name && Number(piece[3]) === at);
        this.check(whole && serials.size <= 1, `${name}: leg ${n} is "${leg}"`);
        if (n !== legs.length - 1 || ended.status !== 'completed') return;
        this.check(pieces.length === wholeAnswer, `${name} is completed with "${leg}"`);
      });
      const last = mine.at(-1);
      if (ended.status === 'completed')
        this.check(last?.end === 'response.completed', `${name} completed, its answer ended as ${last?.end}`);
      const failure = /failure of (\d+)/.exec(ended.error?.message ?? '')?.[1];
      const blamed = failure === undefined ? undefined : this.server.asks[Number(failure)];
      const isShared =
        ended.error?.kind === 'rate-limit' ||
        ended.error?.kind === 'auth' ||
        (blamed?.bare && mine.some(({ connection }) => connection === blamed.connection));
      if (blamed && !isShared) this.check(mine.includes(blamed), `${name} was told the end of #${failure}`);
      if (ended.error?.code === 'stream_ended')
        this.check(last?.post?.over === true, `${name} was told that its stream ended, which goes on`);
    }
  }

  private check(holds: boolean, what: string): void {
    if (holds) return;
    this.note(`!! ${what}`);
    this.broken.push(what);
  }

  // Time.

  private get running(): Asker[] {
    return this.askers.filter(({ ended }) => ended === undefined);
  }

  private async settled(): Promise<void> {
    await settle();
  }

  private async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await settle();
  }

  private async until(done: () => boolean, limit: number, each: () => void = () => undefined): Promise<void> {
    for (let passed = 0; ;) {
      let before: number;
      do {
        before = this.trace.length;
        each();
        await settle();
      } while (this.trace.length !== before);
      if (done() || passed >= limit) return;
      const ms = Math.min(limit - passed, Math.max(1, this.clock.untilNext ?? limit));
      await this.clock.advance(ms);
      passed += ms;
    }
  }

  private note(line: string): void {
    this.trace.push(`${String(this.clock.now() - 1000).padStart(7)} ${line}`);
  }
}
