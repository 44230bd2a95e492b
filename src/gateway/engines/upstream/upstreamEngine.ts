import type { Clock } from '../../../common/clock';
import type { Log } from '../../../common/log';
import { EngineError, type Engine, type EngineEvent, type EngineRequest, type NotReady } from '../../engine';
import { backOff } from './backOff';
import { FormChoice, type ApiChoice, type FimChoice } from './choice';
import type { WireForm } from './forms/wireForm';
import { readServerAddress, type ServerAddress } from '../../../common/serverAddress';
import { connectionFailure, WaitOver } from './http/connectionFailures';
import { readErrorBody, refusalError } from './http/failures';
import { proxySettings } from './http/proxy';
import { readLimited } from './http/readLimited';
import { createUpstreamHttp, type UpstreamHttp, type UpstreamWaits } from './http/upstreamHttp';
import { probe } from './probe/probe';
import { serverOfHost, servers, type ServerName } from './probe/servers';
import { readAnswer } from './readAnswer';
import { UpstreamError } from './upstreamError';
import type { UpstreamKey } from './upstreamKey';
import { WarmUps } from './warmUps';

/** What an upstream is asked by. */
export interface UpstreamOptions {
  /** Base address, as given. */
  readonly url: string;
  /** Undefined: the only one the server has. */
  readonly model: string | undefined;
  readonly key: UpstreamKey;
  /** Further request headers, names in lower case; the key wins over them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly api: ApiChoice;
  readonly fim: FimChoice | undefined;
  /** Undefined: found out. */
  readonly server: ServerName | undefined;
  /** `auto`: on machines of one's own. */
  readonly warmUp: 'auto' | 'on' | 'off';
  readonly waits: UpstreamWaits;
  readonly authorities: readonly string[] | undefined;
  /** For the proxy. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly clock: Clock;
}

/** What has been found out about an upstream. */
interface Plan {
  readonly server: ServerName;
  readonly models: readonly string[];
  readonly choice: FormChoice;
}

/** Largest refusal that is read, in code units. */
const maxRefusal = 64 * 1024;

/** Fields an upstream may refuse one after the other before its refusal stands. */
const mostCorrections = 8;

/** How long the gateway waits for the first look before it starts without it, and how long any look may take; ms. */
const firstLookMs = 5_000;
const lookMs = 15_000;

/** How often somebody who asks whether it is ready makes it look again, in ms. */
const lookAgainMs = 2_000;

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
  readonly #options: UpstreamOptions;
  readonly #address: ServerAddress;
  readonly #http: UpstreamHttp;
  readonly #warmUps: WarmUps;
  readonly #ended = new AbortController();
  #plan: Plan | undefined;
  #looking: Promise<Plan> | undefined;
  /** Why the server could not be reached the last time; undefined when it could. */
  #problem: NotReady | undefined;
  #lookedAt = -Infinity;

  constructor(options: UpstreamOptions) {
    const { url, key, server, waits, authorities, environment, clock, log } = options;
    this.#options = options;
    this.#address = readServerAddress(url);
    const named = server ?? serverOfHost(new URL(this.#address.base).hostname);
    this.#http = createUpstreamHttp({
      host: this.#address.host,
      headers: () => ({
        accept: 'text/event-stream, application/json',
        'accept-encoding': 'identity',
        'user-agent': 'codex-spark-gateway',
        ...options.headers,
        ...keyHeader(key.current, named),
      }),
      authorities,
      proxy: proxySettings(this.#address.base, environment),
      waits,
      clock,
    });
    this.#warmUps = new WarmUps(clock, async (request, signal) => {
      try {
        for await (const event of this.#answer(request, signal, true)) if (event.kind === 'end') return;
      } catch (error) {
        if (!signal.aborted) log.warn('warm-up failed', { error: messageOf(error) });
        throw error;
      }
    });
  }

  get models(): readonly string[] {
    return this.#plan?.models ?? [this.#options.model ?? 'upstream'];
  }

  get upstream(): Engine['upstream'] {
    if (!this.#plan) return { server: 'unknown', api: 'unknown', completions: 'unknown' };
    const { server, models, choice } = this.#plan;
    return { server: servers[server].title, ...choice.describe(models[0] ?? '') };
  }

  /** Looks once, for a limited time. What goes wrong is logged. */
  async firstLook(): Promise<void> {
    const abort = new AbortController();
    const timer = this.#options.clock.setTimeout(() => abort.abort(new Error('no answer yet')), firstLookMs);
    try {
      await this.#look(abort.signal);
    } catch (error) {
      this.#options.log.warn('upstream not ready', { host: this.#address.host, error: messageOf(error) });
    } finally {
      timer.dispose();
    }
  }

  async *generate(request: EngineRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, void, undefined> {
    this.#warmUps.overtake(request);
    yield* this.#answer(request, signal, false);
  }

  async warmUp(request: EngineRequest, signal: AbortSignal): Promise<void> {
    const { warmUp } = this.#options;
    if (warmUp === 'off') return;
    const plan = this.#plan;
    // A server that has not been reached yet has nothing to warm.
    if (!plan || (warmUp === 'auto' && !servers[plan.server].ownMachine)) return;
    await this.#warmUps.warm(request, signal);
  }

  /** Asking is what makes it look again, for nobody may send requests before it is ready. */
  notReady(): NotReady | undefined {
    if (this.#plan && this.#problem === undefined) return undefined;
    const { clock } = this.#options;
    const now = clock.now();
    if (now - this.#lookedAt >= lookAgainMs) {
      this.#look(this.#ended.signal).catch(() => undefined);
    }
    return this.#problem ?? { reason: 'The upstream has not been reached yet.' };
  }

  /** The file of the key may have been replaced. */
  async reload(): Promise<void> {
    await this.#options.key.reload();
  }

  dispose(): void {
    this.#ended.abort(new Error('disposed'));
    this.#warmUps.dispose();
    this.#http.dispose();
  }

  /** One answer, with the attempts it takes. Nothing is tried again once the upstream has begun to answer. */
  async *#answer(
    request: EngineRequest,
    signal: AbortSignal,
    warm: boolean,
  ): AsyncGenerator<EngineEvent, void, undefined> {
    const { clock, log } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const state = { began: false, keyRead: false };
      try {
        return yield* this.#attempt(request, signal, warm, state);
      } catch (error) {
        if (error instanceof UpstreamError && error.code === 'upstream_unreachable')
          this.#problem = problemOf(error);
        const again = error instanceof UpstreamError && error.retryable && !state.began && !signal.aborted;
        if (!again || !(await backOff(attempt, clock, signal))) throw error;
        log.info('upstream asked again', { attempt, code: error.code });
      }
    }
  }

  async *#attempt(
    request: EngineRequest,
    signal: AbortSignal,
    warm: boolean,
    state: { began: boolean; keyRead: boolean },
  ): AsyncGenerator<EngineEvent, void, undefined> {
    const { log, key } = this.#options;
    const plan = await this.#planned(signal);
    const model = plan.models.includes(request.model) ? request.model : (plan.models[0] ?? request.model);
    for (let corrections = 0; ; corrections++) {
      const form = plan.choice.formFor(request, model, warm);
      const asked = form.ask(request, model, warm);
      const used = key.current;
      const answer = await this.#http.call({ method: 'POST', ...asked }, signal);
      const { status, headers } = answer;
      this.#problem = undefined;
      if (status >= 200 && status < 300) {
        const began = (): void => {
          state.began = true;
        };
        return yield* readAnswer(answer, form, form.reader(request), began);
      }
      const text = withoutKey(await readLimited(answer.text, maxRefusal), used);
      if ((status === 401 || status === 403) && !state.keyRead) {
        state.keyRead = true;
        // Somebody else may have read it meanwhile.
        if ((await this.#rereadKey()) || key.current !== used) continue;
      }
      if (corrections < mostCorrections && form.correct({ status, text }, asked)) {
        log.info('upstream does not know a field; left out from now on', { api: form.api });
        continue;
      }
      if (this.#cannotFill(form, status, text) && plan.choice.giveUpFim(model)) {
        log.info('upstream cannot fill in the middle; completions are asked as turns', { api: form.api });
        continue;
      }
      throw refusalError({ status, headers, text });
    }
  }

  /** Whether a refusal means that server or model have no fill-in-the-middle. Only where the form was our choice. */
  #cannotFill(form: WireForm, status: number, text: string): boolean {
    if (this.#options.api !== 'auto' || (form.api !== 'infill' && form.api !== 'completions')) return false;
    if (status === 404 || status === 405 || status === 501) return true;
    const said = readErrorBody(text)?.message ?? text;
    return (
      status < 500 &&
      /(infill|insert|suffix|fim|fill.in.the.middle).*(not|un)\s?support|not support.*(infill|insert|suffix|fim)/i.test(
        said,
      )
    );
  }

  async #planned(signal: AbortSignal): Promise<Plan> {
    return this.#plan ?? (await this.#look(signal));
  }

  /** Finds out what is behind the address; callers at the same time share one look. */
  async #look(signal: AbortSignal): Promise<Plan> {
    this.#looking ??= this.#timedLook().finally(() => (this.#looking = undefined));
    const looking = this.#looking;
    signal.throwIfAborted();
    return await new Promise<Plan>((resolve, reject) => {
      const onAbort = (): void =>
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      signal.addEventListener('abort', onAbort, { once: true });
      looking.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  async #timedLook(): Promise<Plan> {
    const { clock } = this.#options;
    this.#lookedAt = clock.now();
    const abort = new AbortController();
    const { host } = this.#address;
    const timer = clock.setTimeout(
      () => abort.abort(connectionFailure(new WaitOver('headers', lookMs), host)),
      lookMs,
    );
    try {
      return await this.#lookOnce(AbortSignal.any([abort.signal, this.#ended.signal]));
    } catch (error) {
      this.#problem = problemOf(error);
      throw error;
    } finally {
      timer.dispose();
    }
  }

  async #lookOnce(signal: AbortSignal): Promise<Plan> {
    const { server: named, model, api, fim, log } = this.#options;
    const found = await probe(this.#address, named, this.#http, signal);
    if (model === undefined && found.models.length === 0) throw found.refusal ?? noModels(this.#address.host);
    if (model === undefined && found.models.length > 1) throw manyModels(found.models);
    const others = found.models.filter(id => id !== model);
    const models = model === undefined ? found.models : [model, ...others];
    const traits = servers[found.server];
    const choice = new FormChoice({ address: this.#address, traits, api, fim });
    const plan = { server: found.server, models, choice };
    this.#plan = plan;
    this.#problem = undefined;
    const version = found.version === undefined ? {} : { version: found.version.slice(0, 40) };
    const { host } = this.#address;
    log.info('upstream found', { host, model: models[0], ...this.upstream, ...version });
    return plan;
  }

  /** Reads the key again. Resolves to whether it is another one; one that cannot be used changes nothing. */
  async #rereadKey(): Promise<boolean> {
    const { key, log } = this.#options;
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

function noModels(host: string): EngineError {
  return new EngineError(
    503,
    'upstream_without_model',
    `The upstream ${host} names no model. Load one there, or name it: model, --upstream-model.`,
  );
}

function manyModels(models: readonly string[]): EngineError {
  const some = models.slice(0, 8).join(', ') + (models.length > 8 ? ', …' : '');
  return new EngineError(
    400,
    'upstream_model_missing',
    `The upstream has ${models.length} models: say which: model, --upstream-model. They are ${some}`,
  );
}

function problemOf(error: unknown): NotReady {
  const known = error instanceof EngineError ? { code: error.code, status: error.status } : {};
  return { reason: messageOf(error), ...known };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
