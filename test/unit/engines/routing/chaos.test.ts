import assert from 'node:assert/strict';
import { random } from '../../../../bench/support/random';
import { silentLog } from '../../../../src/common/log';
import type { Engine } from '../../../../src/engines/engine';
import type { RoutingTable } from '../../../../src/engines/routing/fleet';
import { createRouter } from '../../../../src/engines/routing/router';
import { Connection } from '../../../../src/gateway/connection/connection';
import { fixedLimits } from '../../../../src/gateway/limits';
import type { TurnReport } from '../../../../src/gateway/metrics/turnReport';
import { readFrame, type SeenFrame } from '../../../support/gateway/transcript';
import { ManualClock, settle } from '../../../support/manualClock';
import { ChaosEngine, moods, type Question } from '../../../support/routing/chaosEngine';

const runs = Number(process.env['CHAOS_RUNS'] ?? 500);
const turnsPerRun = 24;

/** Turns of the calm before the storm, in some of the runs: then it is known how long a first token takes. */
const calmTurns = 40;

/** One run: a gateway's connection over a router over two upstreams whose moods change, and which come and go. */
class Chaos {
  readonly clock = new ManualClock();
  readonly questions: Question[] = [];
  readonly engines: ChaosEngine[] = [];
  readonly frames: SeenFrame[] = [];
  readonly reports: TurnReport[] = [];
  /** How many questions had been asked when a piece was shown. */
  readonly shownAt = new Map<string, number>();
  readonly draw: () => number;
  private readonly versions = { a: 1, b: 1 };
  private isBad = false;
  private withB = true;
  private isLimited = false;
  router: Engine | undefined;
  connection: Connection | undefined;

  sent = 0;

  constructor(readonly seed: string) {
    this.draw = random(seed);
  }

  async start(): Promise<void> {
    this.router = await createRouter({
      read: () => this.table(),
      random: random(`${this.seed} router`),
      clock: this.clock,
      log: silentLog,
    });
    let ids = 0;
    this.connection = new Connection({
      engine: this.router,
      clock: this.clock,
      log: silentLog,
      limits: { ...fixedLimits, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 36_000_000 },
      newId: prefix => `${prefix}_${++ids}`,
      unixSeconds: () => 1_800_000_000,
      breathe: settle,
      onTurn: report => void this.reports.push(report),
      peer: {
        send: text => {
          const frame = readFrame(text);
          this.frames.push(frame);
          if (frame.type === 'response.output_text.delta')
            this.shownAt.set(frame.delta ?? '', this.questions.length);
        },
        ready: () => undefined,
        close: () => {},
      },
    });
  }

  private table(): Promise<RoutingTable> {
    if (this.isBad) return Promise.reject(new Error('a bad file'));
    const open = (name: string): (() => Promise<Engine>) => {
      return () => {
        const engine = new ChaosEngine(
          `${name}#${this.engines.length}`,
          this.clock,
          this.draw,
          this.questions,
        );
        this.engines.push(engine);
        return Promise.resolve(engine);
      };
    };
    const names: ('a' | 'b')[] = this.withB ? ['a', 'b'] : ['a'];
    return Promise.resolve({
      upstreams: names.map(name => ({
        name,
        identity: `${name} ${this.versions[name]}`,
        weight: name === 'a' ? 2 : 1,
        maxInFlight: this.isLimited ? 2 : undefined,
        models: ['m', 'n'],
        open: open(name),
      })),
      names: [
        {
          name: 'fast',
          seats: names.map(upstream => ({ upstream, model: 'm' })),
          fallbacks: [
            {
              seats: names.map(upstream => ({ upstream, model: 'n' })),
              after: ['failed', 'timeout', 'denied'],
            },
          ],
          hedgedLanes: ['inline'],
        },
      ],
    });
  }

  /** Suggestions while nothing happens. */
  async calm(): Promise<void> {
    while (this.sent < calmTurns) {
      this.connection?.receive(
        JSON.stringify({ type: 'response.create', input: `turn ${this.sent++}`, stream_id: 'inline' }),
      );
      await this.clock.advance(400);
    }
  }

  /** Everything happens in an order that the seed decides. */
  async play(): Promise<void> {
    const { connection } = this;
    const most = this.sent + turnsPerRun;
    while (this.sent < most) {
      const dice = this.draw();
      if (dice < 0.5) {
        const lane = ['inline', 'chat', 'edit', undefined][Math.floor(this.draw() * 4)];
        connection?.receive(
          JSON.stringify({
            type: 'response.create',
            input: `turn ${this.sent++}`,
            stream_id: lane,
            ...(this.draw() < 0.1 ? { generate: false } : {}),
          }),
        );
      } else if (dice < 0.56)
        connection?.receive(JSON.stringify({ type: 'codex_spark.cancel', stream_id: 'inline' }));
      else if (dice < 0.8) {
        const engine = this.engines[Math.floor(this.draw() * this.engines.length)];
        const mood = this.draw() < 0.4 ? 'well' : moods[Math.floor(this.draw() * moods.length)];
        if (engine && mood) engine.mood = mood;
      } else if (dice < 0.9) await this.reload();
      await this.clock.advance(this.draw() * 400);
    }
    // By then everything has ended by itself.
    await this.clock.advance(600_000);
  }

  private async reload(): Promise<void> {
    const what = this.draw();
    this.isBad = what < 0.25;
    if (what > 0.8) this.withB = !this.withB;
    else if (what > 0.6) this.isLimited = !this.isLimited;
    else if (what > 0.25) this.versions[this.draw() < 0.5 ? 'a' : 'b']++;
    const reloading = this.router?.reload?.();
    if (this.isBad) await assert.rejects(async () => await reloading, /a bad file/);
    else await reloading;
    this.isBad = false;
  }

  async end(): Promise<void> {
    this.connection?.dispose();
    await settle();
    this.router?.dispose();
  }
}

const ends = new Set(['response.completed', 'response.incomplete', 'response.failed', 'error']);

/** What has to hold of every turn of a run, whatever has happened. */
function check({ frames, questions, reports, engines, clock, sent, shownAt }: Chaos): {
  fallbacks: number;
  hedged: number;
} {
  let fallbacks = 0;
  let hedged = 0;
  // On a lane one turn follows another: its frames are between one end and the next.
  const lanes = new Map<string | undefined, SeenFrame[][]>();
  for (const frame of frames) {
    const turns = lanes.get(frame.stream_id) ?? [];
    lanes.set(frame.stream_id, turns);
    const last = turns.at(-1);
    if (last && !ends.has(last.at(-1)?.type ?? '')) last.push(frame);
    else turns.push([frame]);
  }
  const turns = [...lanes.values()].flat();
  assert.equal(turns.length, sent, 'every turn ends once');
  for (const turn of turns) assert.ok(ends.has(turn.at(-1)?.type ?? ''), 'every turn has an end');
  assert.equal(reports.length, sent);

  const seen = new Set<string>();
  for (const turn of turns) {
    const pieces = turn
      .filter(({ type }) => type === 'response.output_text.delta')
      .map(({ delta }) => delta ?? '');
    for (const piece of pieces) {
      assert.ok(!seen.has(piece), `${piece} comes twice`);
      seen.add(piece);
    }
    const source = questions.find(({ texts }) => pieces[0] !== undefined && texts.includes(pieces[0]));
    if (pieces.length > 0) {
      assert.ok(source);
      assert.deepEqual(
        pieces,
        source.texts.slice(0, pieces.length),
        'all of it is from one answer, in order',
      );
      const later = questions.filter(({ turn: name, at }) => name === source.turn && at > source.at);
      // A second one may have been asked before the first token, and has then lost or failed.
      for (const { outcome, texts, at } of later) {
        assert.ok(at < (shownAt.get(pieces[0] ?? '') ?? 0), 'nobody is asked once a token was shown');
        assert.equal(source.lane, 'inline');
        assert.ok(outcome !== 'ended' && texts.length <= 1);
      }
    }
    const last = turn.at(-1);
    if (last?.type === 'response.completed' && pieces.length > 0) {
      assert.equal(source?.outcome, 'ended', 'what is called complete is whole');
      assert.equal(pieces.length, source?.texts.length);
    }
    if (last?.type === 'response.failed')
      assert.equal(source?.outcome, 'failed', 'what is called failed has failed');
    if (last?.type === 'error') assert.equal(pieces.length, 0);
  }
  for (const name of new Set(questions.map(({ turn }) => turn))) {
    const asked = questions.filter(({ turn }) => turn === name);
    if (asked.length > 1) fallbacks++;
    if (asked.some(({ outcome }) => outcome === 'aborted') && asked.length > 1) hedged++;
    const seats = asked.map(({ engine, model }) => `${engine} ${model}`);
    assert.equal(new Set(seats).size, seats.length, 'nobody is asked the same thing twice');
    const whole = asked.filter(({ outcome }) => outcome === 'ended');
    assert.ok(whole.length <= 1, 'no turn is answered twice');
  }
  for (const { upstream, fallbackFrom = [], status, warmUp } of reports) {
    if (status === 'completed' && !warmUp) assert.ok(upstream === 'a' || upstream === 'b');
    for (const one of fallbackFrom) assert.ok(one === 'a' || one === 'b');
  }
  for (const { outcome } of questions) assert.notEqual(outcome, 'running');
  for (const engine of engines) assert.deepEqual([engine.running, engine.disposed], [0, 1], 'each ends once');
  assert.equal(clock.pending, 0, 'no timer is left behind');
  return { fallbacks, hedged };
}

describe('turns over several upstreams', function () {
  this.timeout(600_000);

  it(`end once and truthfully in ${runs} runs of chaos`, async () => {
    const sums = { fallbacks: 0, hedged: 0, bySeed: 0 };
    for (let run = 0; run < runs; run++) {
      const chaos = new Chaos(`chaos ${run}`);
      try {
        await chaos.start();
        if (run % 4 === 0) await chaos.calm();
        await chaos.play();
        await chaos.end();
        const { fallbacks, hedged } = check(chaos);
        sums.fallbacks += fallbacks;
        sums.hedged += hedged;
        sums.bySeed++;
      } catch (error) {
        throw new Error(`seed "${chaos.seed}": ${String(error)}`, { cause: error });
      }
    }
    console.log(
      `      ${sums.bySeed} runs, ${sums.fallbacks} turns over more than one question, ${sums.hedged} with one cancelled`,
    );
    assert.ok(sums.fallbacks > runs && sums.hedged > runs / 20, 'it was no quiet day');
  });
});
