import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import type { StreamId } from '../../protocol/streamId';
import { begun } from '../../engines/answer';
import { EngineError, type Engine, type EngineEvent, type EngineRequest } from '../../engines/engine';
import { fixedLimits } from '../limits';
import { errorBody, type ServedCall } from './served';
import { estimateInputTokens } from '../../engines/requestSize';
import { woken, type TurnControl } from './turnControl';
import type { TurnReport } from '../metrics/turnReport';
import type { TokenCounts, TurnWriter } from './turnWriter';

/** One response to generate. */
export interface Turn {
  readonly request: EngineRequest;
  /** `generate: false`: prepare only. */
  readonly warmUp: boolean;
  /** Lane name; undefined is the default lane. */
  readonly lane?: StreamId | undefined;
  /** Whether it continues from an earlier response. */
  readonly chained: boolean;
  readonly writer: TurnWriter;
  readonly control: TurnControl;
}

/** What a turn needs of its surroundings. */
export interface TurnSurroundings {
  readonly engine: Engine;
  readonly clock: Clock;
  /** Gets one line for each response, at its end. */
  readonly log: Log;
  /** Resolves when the reader can take more, or the signal aborts; undefined: now. This is the back-pressure. */
  ready(signal: AbortSignal): Promise<void> | undefined;
  /** Lets the event loop turn once, so that an engine that never waits cannot starve it. */
  breathe(): Promise<void>;
  /** Hears of each turn at its beginning; it must not throw. */
  onBegin?(turn: Pick<TurnReport, 'id' | 'model' | 'lane' | 'startedAt'>): void;
  /** Hears what became of each turn; it must not throw. */
  onTurn?(report: TurnReport): void;
  /** Hears of failures that are the engine's own fault; the client gets a plain sentence. */
  onEngineFault(error: unknown): void;
}

/** How a response ended. */
export interface TurnOutcome {
  readonly status: 'completed' | 'incomplete' | 'cancelled' | 'failed';
  readonly outputTokens: number;
  /** Function calls the client must now answer. */
  readonly calls: readonly ServedCall[];
}

/** Events between two breaths: few, so that a first token does not wait behind hundreds of answers that pour. */
const breathEvery = 16;

/**
 * When a warm-up is answered at the latest, from what there is, in ms. The Codex client drops its connection when it
 * has waited for 15 s.
 */
const longestWarmUpMs = 10_000;

/** Code of an answer that nobody has read. */
const unreadCode = 'answer_not_read';

/** Generates one response from `response.created` to its terminal event. Never rejects. */
export async function runTurn(turn: Turn, around: TurnSurroundings): Promise<TurnOutcome> {
  const { clock, log } = around;
  const { lane, warmUp, chained } = turn;
  const started = clock.now();
  const startedAt = Date.now();
  const seen: Seen = { firstAt: undefined, code: undefined, upstream: undefined, failed: [] };
  const onRoute = (upstream: string, failed: readonly string[]): void => {
    seen.upstream = upstream;
    seen.failed = failed;
  };
  const { responseId: id, model } = turn.writer;
  around.onBegin?.({ id, model, lane, startedAt });
  const outcome = await respond({ ...turn, request: { ...turn.request, onRoute } }, around, seen);
  if (turn.control.stopReason === 'unread') seen.code = unreadCode;
  const { status, outputTokens } = outcome;
  const ms = Math.round(clock.now() - started);
  log.debug('response ended', { lane, status, warmUp, chained, outputTokens, ms });
  const { tokens } = turn.writer;
  around.onTurn?.({
    ...{ id, model, lane, status, warmUp, chained, code: seen.code, startedAt },
    upstream: seen.upstream,
    ...(seen.failed.length > 0 ? { fallbackFrom: seen.failed } : {}),
    inputTokens: tokens?.input ?? 0,
    cachedTokens: tokens?.cached ?? 0,
    outputTokens: tokens?.output ?? outputTokens,
    reasoningTokens: tokens?.reasoning ?? 0,
    firstTokenMs: seen.firstAt === undefined ? undefined : seen.firstAt - started,
    ms: clock.now() - started,
  });
  return outcome;
}

/** What is noted of a turn while it runs. */
interface Seen {
  /** When the first token came, by the clock. */
  firstAt: number | undefined;
  /** Code of its failure. */
  code: string | undefined;
  /** The server that was asked last, of several, and those that failed before. */
  upstream: string | undefined;
  failed: readonly string[];
}

async function respond(turn: Turn, around: TurnSurroundings, seen: Seen): Promise<TurnOutcome> {
  const { control } = turn;
  const count = { output: 0, exact: 0 };
  try {
    const end = turn.warmUp ? await warmUp(turn, around) : await generate(turn, around, count, seen);
    return finish(turn, end, Math.ceil(count.output));
  } catch (error) {
    if (control.stopReason) return finish(turn, { kind: 'stopped' }, Math.ceil(count.output));
    if (!(error instanceof EngineError)) around.onEngineFault(error);
    seen.code = fail(turn, error);
    return { status: 'failed', outputTokens: Math.ceil(count.output), calls: [] };
  }
}

type End =
  | { readonly kind: 'ended'; readonly event: Extract<EngineEvent, { kind: 'end' }> }
  | { readonly kind: 'warm' }
  /** The engine wrote more than it was allowed to. */
  | { readonly kind: 'too-long' }
  | { readonly kind: 'steered' }
  | { readonly kind: 'stopped' };

async function warmUp({ request, writer, control }: Turn, { engine, clock }: TurnSurroundings): Promise<End> {
  writer.begin();
  if (control.stopReason) return { kind: 'stopped' };
  const signal = control.beginWork();
  const late = clock.setTimeout(() => control.wake(), longestWarmUpMs);
  try {
    await control.wait(engine.warmUp(request, signal));
    return { kind: control.stopReason ? 'stopped' : 'warm' };
  } finally {
    late.dispose();
    control.endWork();
  }
}

async function generate(
  { request, writer, control }: Turn,
  around: TurnSurroundings,
  /** Tokens so far: all, and those that the engine has counted. */
  count: { output: number; exact: number },
  seen: Seen,
): Promise<End> {
  if (control.stopReason) {
    writer.begin();
    return { kind: 'stopped' };
  }
  const limit = request.maxOutputTokens ?? Infinity;
  const signal = control.beginWork();
  const answer = begun(around.engine.generate(request, signal));
  // The engine is asked first: its first token is what people wait for, not the news that there will be one.
  let next: Promise<IteratorResult<EngineEvent, undefined>> | undefined = answer.next();
  try {
    writer.begin();
    let hasCalls = false;
    for (let poured = 1; ; poured++) {
      if (control.stopReason) return { kind: 'stopped' };
      if (!hasCalls && control.steers.mayCutAfter(writer.openEnd)) return { kind: 'steered' };
      const ready = around.ready(signal);
      if (ready) await ready;
      if (poured % breathEvery === 0) await around.breathe();
      let event = next ? undefined : answer.now();
      if (!event) {
        next ??= answer.next();
        const step = await control.wait(next);
        if (step === woken) continue;
        next = undefined;
        if (step.done) throw new Error('the engine stopped without an end event');
        event = step.value;
      }
      if (event.kind === 'end') return { kind: 'ended', event };
      seen.firstAt ??= around.clock.now();
      count.output += event.tokens;
      if (event.kind === 'call' || !event.estimated) count.exact += event.tokens;
      if (event.kind === 'call') {
        hasCalls = true;
        writer.call(event.name, event.arguments, event.callId);
      } else {
        const cut = hasCalls ? undefined : control.steers.cut(event.text);
        if (event.text !== '') writer.text(event.text.slice(0, cut));
        if (cut !== undefined) return { kind: 'steered' };
      }
      if (count.exact > limit || writer.openLength > fixedLimits.maxAnswerUnits) return { kind: 'too-long' };
    }
  } finally {
    control.endWork();
    // The engine winds down by itself; nobody waits for it, and what it says while ending is of no interest.
    next?.catch(() => {});
    answer.return().catch(() => {});
  }
}

function finish(turn: Turn, end: End, output: number): TurnOutcome {
  const { writer, control, request } = turn;
  const estimate = (): TokenCounts => ({ input: estimateInputTokens(request), cached: 0, output });
  const calls = writer.output.filter(item => item.type === 'function_call');
  switch (end.kind) {
    case 'warm':
      writer.completeWarmUp(estimate());
      return { status: 'completed', outputTokens: 0, calls };
    case 'ended': {
      const { reason, inputTokens, serviceTier } = end.event;
      const { cachedTokens = 0, outputTokens = output, reasoningTokens = 0 } = end.event;
      const tokens = {
        input: inputTokens,
        cached: cachedTokens,
        output: outputTokens,
        reasoning: reasoningTokens,
      };
      if (reason === 'stop') writer.complete(tokens, serviceTier);
      else writer.incomplete(reason, tokens, serviceTier);
      return { status: reason === 'stop' ? 'completed' : 'incomplete', outputTokens, calls };
    }
    case 'too-long':
      writer.incomplete('max_output_tokens', estimate());
      return { status: 'incomplete', outputTokens: output, calls };
    case 'steered':
      writer.incomplete('steered', estimate());
      return { status: 'incomplete', outputTokens: output, calls };
    case 'stopped':
      refuseSteers(turn, 'response_not_active', `The response was ${control.stopReason ?? 'stopped'}.`);
      if (control.stopReason === 'drained') {
        writer.fail('server_error', 'The gateway closed this connection before the answer was done.');
        return { status: 'failed', outputTokens: output, calls: [] };
      }
      if (control.stopReason === 'unread') {
        writer.fail(
          unreadCode,
          `Nothing of this answer was taken for ${fixedLimits.unreadMs / 1000} s, so it was ended. Read what is sent, or ask for less.`,
        );
        return { status: 'failed', outputTokens: output, calls: [] };
      }
      writer.incomplete('cancelled', estimate());
      return { status: 'cancelled', outputTokens: output, calls: [] };
  }
}

/**
 * A failure before any output is the nested error, which can carry status and headers; once there is output it
 * is `response.failed`, because the answer then exists and has failed. Returns the code.
 */
function fail(turn: Turn, error: unknown): string {
  const { writer } = turn;
  const { status, code, message, headers } =
    error instanceof EngineError
      ? error
      : { status: 500, code: 'server_error', message: 'The engine failed.', headers: undefined };
  refuseSteers(turn, 'successor_creation_failed', 'The response to steer has failed.');
  if (writer.hasOutput) writer.fail(code, message);
  else writer.write(errorBody({ status, code, message, headers }));
  return code;
}

function refuseSteers({ control, writer }: Turn, code: string, message: string): void {
  for (const steer of control.steers.take()) writer.steerFailed(steer, code, message);
}
