import { readServerAddress, type ServerAddress } from '../../common/serverAddress';
import { serverOfHost } from '../../common/serverHosts';
import { messageOf } from '../../common/thrown';
import type { ServerName } from '../../common/upstreamNames';
import { fromBatches } from '../answer';
import type { Answer, Engine, EngineEvent, EngineRequest, NotReady, SpentTokens } from '../engine';
import { backOff } from './backOff';
import { cannotFill } from './choice';
import type { CountedTokens } from './forms/usage';
import type { AnswerReader } from './forms/wireForm';
import { refusesToFill } from './http/refusesToFill';
import { refusalError } from './http/failures';
import { routeTo } from './http/proxy';
import { readLimited } from './http/readLimited';
import { createUpstreamHttp, type UpstreamHttp } from './http/upstreamHttp';
import { Attempt, Lessons, type Correction } from './lessons';
import { servers } from './probe/servers';
import { readAnswer } from './readAnswer';
import { tierRefused } from './tierRefused';
import { tierLeftOut } from './tierLeftOut';
import { UpstreamError } from './upstreamError';
import { UpstreamFinder } from './upstreamFinder';
import type { UpstreamOptions } from './upstreamOptions';
import { WarmUps } from './warmUps';

/** Largest refusal that is read, in code units. */
const maxRefusal = 64 * 1024;

/** Fields an upstream may refuse one after the other before its refusal stands. */
const mostCorrections = 8;

/**
 * An engine that asks another server over HTTP. Which one it is, what it has and how it is to be asked is found out
 * at the start; a server that is not there yet is looked for again with each request. Dispose closes all
 * connections.
 */
export async function createUpstreamEngine(options: UpstreamOptions): Promise<Engine> {
  const engine = new UpstreamEngine(options);
  await engine.firstLook();
  return engine;
}

class UpstreamEngine implements Engine {
  readonly name = 'upstream';
  private readonly options: UpstreamOptions;
  private readonly address: ServerAddress;
  private readonly http: UpstreamHttp;
  private readonly finder: UpstreamFinder;
  private readonly warmUps: WarmUps;
  private readonly lessons: Lessons;

  constructor(options: UpstreamOptions) {
    const { url, key, server, waits, authorities, environment, clock, log } = options;
    this.options = options;
    this.address = readServerAddress(url);
    const named = server ?? serverOfHost(new URL(this.address.base).hostname);
    this.http = createUpstreamHttp({
      host: this.address.host,
      headers: () => ({
        accept: 'text/event-stream, application/json',
        'accept-encoding': 'identity',
        'user-agent': 'codex-spark-gateway',
        ...options.headers,
        ...keyHeader(key.current, named),
      }),
      authorities,
      route: routeTo(this.address.base, environment),
      waits,
      clock,
    });
    this.lessons = new Lessons(clock);
    this.finder = new UpstreamFinder(this.address, this.http, {
      ...options,
      lessons: this.lessons,
      withoutKey: text => withoutKey(text, key.current),
    });
    const warm = async (request: EngineRequest, signal: AbortSignal): Promise<void> => {
      try {
        for await (const events of await this.answer(request, signal, true))
          if (events.some(({ kind }) => kind === 'end')) return;
      } catch (error) {
        if (!signal.aborted) log.warn('warm-up failed', { error: messageOf(error) });
        throw error;
      }
    };
    this.warmUps = new WarmUps(clock, warm, request => this.warmed(request));
  }

  get models(): readonly string[] {
    return this.finder.plan?.models ?? [this.options.model ?? 'upstream'];
  }

  get upstream(): Engine['upstream'] {
    return this.finder.facts;
  }

  /** Looks once, for a limited time. What goes wrong is logged. */
  firstLook(): Promise<void> {
    return this.finder.firstLook();
  }

  generate(request: EngineRequest, signal: AbortSignal): Answer {
    return fromBatches(
      begunLate(() => {
        this.warmUps.overtake(request);
        return this.answer(request, signal, false);
      }),
    );
  }

  async warmUp(request: EngineRequest, signal: AbortSignal): Promise<void> {
    const { warmUp } = this.options;
    if (warmUp === 'off') return;
    const { plan } = this.finder;
    // A server that has not been reached yet has nothing to warm.
    if (!plan || (warmUp === 'auto' && !servers[plan.server].ownMachine)) return;
    await this.warmUps.warm(request, signal);
  }

  notReady(): NotReady | undefined {
    return this.finder.notReady();
  }

  /** One small request; what is not known yet of a server that is there is found out. */
  async look(signal: AbortSignal): Promise<void> {
    const { base, query } = this.address;
    const answer = await this.http.call({ method: 'GET', url: `${base}/models${query}` }, signal);
    const text = await readLimited(answer.text, maxRefusal);
    if (answer.status >= 500) throw refusalError({ ...answer, text });
    if (!this.finder.isFound) await this.finder.look(signal);
  }

  /** The file of the key may have been replaced. */
  async reload(): Promise<void> {
    await this.options.key.reload();
  }

  dispose(): void {
    this.finder.dispose();
    this.warmUps.dispose();
    this.http.dispose();
  }

  /**
   * Resolves to the answer once its first event is there, after the attempts that takes. Nothing is tried again once
   * the upstream has begun to answer.
   */
  private async answer(
    request: EngineRequest,
    signal: AbortSignal,
    warm: boolean,
  ): Promise<AsyncIterableIterator<readonly EngineEvent[]>> {
    const { clock, log, asksAgain = true } = this.options;
    for (let attempt = 1; ; attempt++) {
      const state: Asking = { began: false, keyRead: false, reader: undefined };
      try {
        const events = await this.attempt(request, signal, warm, state);
        return startingWith(await events.next(), events);
      } catch (error) {
        if (error instanceof UpstreamError) {
          error.spent = spentOf(state.reader?.counted);
          if (error.code === 'upstream_unreachable') this.finder.unreachable(error);
        }
        const mayPass = asksAgain && error instanceof UpstreamError && error.retryable;
        const again = mayPass && !state.began && !signal.aborted;
        if (!again || !(await backOff(attempt, clock, signal))) throw error;
        log.info('upstream asked again', { attempt, code: error.code });
      }
    }
  }

  private async attempt(
    request: EngineRequest,
    signal: AbortSignal,
    warm: boolean,
    state: Asking,
  ): Promise<AsyncGenerator<readonly EngineEvent[], void, undefined>> {
    const { log, key } = this.options;
    const plan = this.finder.plan ?? (await this.finder.look(signal));
    this.finder.asked();
    const model = modelFor(request, plan.models);
    const notes = this.lessons.of(model);
    const known = new Attempt(notes);
    for (let corrections = 0; ; corrections++) {
      const form = plan.choice.formFor(request, model, warm, known);
      const { limit, ...asked } = form.ask(request, model, warm, known);
      const used = key.current;
      const answer = await this.http.call({ method: 'POST', ...asked }, signal);
      const { status, headers } = answer;
      this.finder.reached();
      if (status >= 200 && status < 300) {
        if (known.answered())
          log.info('upstream does not take all of a request; asked otherwise from now on', { api: form.api });
        const began = (): void => {
          state.began = true;
        };
        const reader = form.reader(request, notes);
        state.reader = reader;
        const events = readAnswer(answer, form, reader, { request, limit, began });
        const isLeftOut = request.settings?.serviceTier !== undefined && !('service_tier' in asked.body);
        return isLeftOut ? tierLeftOut(events) : events;
      }
      answer.setSpeaking(true);
      const text = withoutKey(await readLimited(answer.text, maxRefusal), used);
      if ((status === 401 || status === 403) && !state.keyRead) {
        state.keyRead = true;
        // Somebody else may have read it meanwhile.
        if ((await this.rereadKey()) || key.current !== used) continue;
      }
      const correction =
        corrections < mostCorrections
          ? (form.correct({ status, text }, { limit, ...asked }) ??
            (plan.choice.hasOther(form) ? askedAsTurn({ status, text }) : undefined))
          : undefined;
      if (!correction)
        throw tierRefused({ status, text }, asked.body) ?? refusalError({ status, headers, text });
      known.try(correction);
    }
  }

  /** What the server is sent of a warm-up: not every form takes all that is in one, or anything of it. */
  private warmed(request: EngineRequest): unknown {
    const { plan } = this.finder;
    if (!plan) return request.input;
    const model = modelFor(request, plan.models);
    const known = new Attempt(this.lessons.of(model));
    try {
      const form = plan.choice.formFor(request, model, true, known);
      return form.prepares?.(request, known) === false
        ? undefined
        : form.ask(request, model, true, known).body;
    } catch {
      // The warm-up itself will say why it cannot be.
      return request.input;
    }
  }

  /** Reads the key again. Resolves to whether it is another one; one that cannot be used changes nothing. */
  private async rereadKey(): Promise<boolean> {
    const { key, log } = this.options;
    try {
      const changed = await key.reload();
      if (changed) log.info('upstream key read again');
      return changed;
    } catch (error) {
      log.warn('upstream key not read again', { error: messageOf(error) });
      return false;
    }
  }
}

/** What one attempt has come to. */
interface Asking {
  /** The upstream has begun to answer. */
  began: boolean;
  /** The key was read again, since it was refused. */
  keyRead: boolean;
  /** Reads its answer. */
  reader: AnswerReader | undefined;
}

function spentOf(counted: CountedTokens | undefined): SpentTokens | undefined {
  return counted && { input: counted.input ?? 0, output: counted.output ?? 0 };
}

/** The model that is wanted, where the server has it. */
function modelFor({ model }: EngineRequest, models: readonly string[]): string {
  return models.includes(model) ? model : (models[0] ?? model);
}

/** Where a model does not fill in the middle, its completions are asked as turns. */
function askedAsTurn(refusal: { status: number; text: string }): Correction | undefined {
  const meant = refusesToFill(refusal);
  return meant && { lessons: [cannotFill], lasting: meant === 'cannot' };
}

/** An iteration that begins when its first step is asked for. */
function begunLate<T>(begin: () => Promise<AsyncIterator<T, void>>): AsyncIterator<T, void> {
  let steps: AsyncIterator<T, void> | undefined;
  return {
    async next() {
      steps ??= await begin();
      return await steps.next();
    },
    async return() {
      await steps?.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** An iteration whose first step has been taken already. */
function startingWith<T>(
  first: IteratorResult<T, void>,
  rest: AsyncGenerator<T, void, undefined>,
): AsyncIterableIterator<T> {
  let held: IteratorResult<T, void> | undefined = first;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      const step = held;
      held = undefined;
      return step ? Promise.resolve(step) : rest.next();
    },
    return: () => rest.return(),
  };
}

/** Some servers repeat the key in their refusal. */
function withoutKey(text: string, key: string | undefined): string {
  return key === undefined || key.length < 4 ? text : text.replaceAll(key, '***');
}

function keyHeader(
  key: string | undefined,
  server: ServerName | undefined,
): Readonly<Record<string, string>> {
  if (key === undefined) return {};
  return server !== undefined && servers[server].keyHeader === 'api-key'
    ? { 'api-key': key }
    : { authorization: `Bearer ${key}` };
}
