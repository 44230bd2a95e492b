import type { ServerAddress } from '../../common/serverAddress';
import { serverOfHost } from '../../common/serverHosts';
import type { ServerName } from '../../common/upstreamNames';
import type { Disposable } from '../../common/disposable';
import { raceAbort } from '../../common/abort';
import { messageOf } from '../../common/thrown';
import { EngineError, type NotReady, type UpstreamFacts } from '../engine';
import { FormChoice } from './choice';
import type { FillTokens } from './forms/infill/tokenPrompts';
import { connectionFailure, WaitOver } from './http/connectionFailures';
import type { UpstreamHttp } from './http/upstreamHttp';
import type { Lessons } from './lessons';
import { probe } from './probe/probe';
import { servers } from './probe/servers';
import type { UpstreamOptions } from './upstreamOptions';

/** What has been found out about an upstream. */
export interface UpstreamPlan {
  readonly server: ServerName;
  /** At least one; the first is asked unless a request names another. */
  readonly models: readonly string[];
  readonly choice: FormChoice;
  /** How its model fills in the middle, where it has said so. */
  readonly tokens?: FillTokens | undefined;
}

/** What finding out needs. */
export type FinderOptions = Pick<
  UpstreamOptions,
  'server' | 'model' | 'furtherModels' | 'api' | 'fim' | 'log' | 'clock'
> & {
  /** What the models have taught so far. */
  readonly lessons: Lessons;
  /** A text of the server without the key, which some repeat in their refusals. */
  readonly withoutKey: (text: string) => string;
};

/**
 * How long the gateway waits for the first look before it starts without it, how long where it is only for
 * information, and how long any look may take; ms.
 */
const firstLookMs = 5_000;
const briefLookMs = 1_500;
const lookMs = 15_000;

/**
 * How often somebody who asks whether it is ready makes it look again, and how long a server that is asked without being
 * known is let alone with looks at most, in ms.
 */
const lookAgainMs = 2_000;
const longestUnknownMs = 5 * 60_000;

/**
 * How often a server is looked at that is asked in the tokens of its model, in ms, beside requests: it may have been started anew with another one.
 */
const sameModelMs = 30_000;

/**
 * Finds out what is behind an address, and remembers whether it can be reached. A server that is not there yet is
 * looked for again with each request. One that can be asked, but would not say what it is, is looked at again beside
 * requests, at intervals that grow. Disposing ends a look that is under way.
 */
export class UpstreamFinder implements Disposable {
  private readonly address: ServerAddress;
  private readonly http: UpstreamHttp;
  private readonly options: FinderOptions;
  private readonly ended = new AbortController();
  private found: UpstreamPlan | undefined;
  /** It was gone since it was looked at: its model may be another. */
  private isDoubted = false;
  private looking: Promise<UpstreamPlan> | undefined;
  /** The server did not say what it is for a reason that may pass: what was found is only what was given. */
  private isGuess = false;
  /** Looks at it in vain since it is asked all the same. */
  private vainLooks = 0;
  /** Enough has been said to ask the server without a look. */
  private readonly given: UpstreamPlan | undefined;
  /** Why the server could not be reached the last time; undefined when it could. */
  private problem: NotReady | undefined;
  private lookedAt = -Infinity;
  /** It has answered a request. */
  private answered = false;

  constructor(address: ServerAddress, http: UpstreamHttp, options: FinderOptions) {
    this.address = address;
    this.http = http;
    this.options = options;
    this.given = this.planAsGiven();
  }

  /** What has been found, or was said so plainly that nothing need be found; undefined until then. */
  get plan(): UpstreamPlan | undefined {
    const { found } = this;
    if (found?.tokens && this.isDoubted) return this.planOf(found.server, found.models);
    return found ?? this.given;
  }

  /** Whether the server has been looked at and has said what it is. */
  get isFound(): boolean {
    return this.found !== undefined && !this.isGuess;
  }

  /** For people: what has been found. */
  get facts(): UpstreamFacts {
    const { plan } = this;
    if (!plan) return { server: 'unknown', api: 'unknown', completions: 'unknown' };
    const { server, models, choice } = plan;
    const model = models[0] ?? '';
    return { server: servers[server].title, ...choice.describe(model, this.options.lessons.of(model)) };
  }

  /** Looks once, and waits for it for a limited time; only briefly where nothing need be found. What goes wrong is logged. */
  async firstLook(): Promise<void> {
    const ms = this.given ? briefLookMs : firstLookMs;
    const abort = new AbortController();
    const timer = this.options.clock.setTimeout(() => abort.abort(new Error('no answer yet')), ms);
    try {
      await this.look(abort.signal);
    } catch (error) {
      this.options.log.warn('upstream not ready', { host: this.address.host, error: messageOf(error) });
    } finally {
      timer.dispose();
    }
  }

  /** Asking is what makes it look again, for nobody may send requests before it is ready. */
  notReady(): NotReady | undefined {
    if ((this.found ?? (this.answered && this.given)) && this.problem === undefined) return undefined;
    const { clock } = this.options;
    const now = clock.now();
    if (now - this.lookedAt >= lookAgainMs) {
      this.look(this.ended.signal).catch(() => undefined);
    }
    return this.problem ?? { reason: 'The upstream has not been reached yet.' };
  }

  /** The server has answered a request, whatever it said. */
  reached(): void {
    this.answered = true;
    this.problem = undefined;
  }

  /**
   * It is asked. Where it has not said yet what it is, or may be another by now, it is looked at once more; nobody waits for that.
   */
  asked(): void {
    if (!this.plan || this.looking) return;
    const since = this.options.clock.now() - this.lookedAt;
    if (this.isFound) {
      if (!this.found?.tokens || since < (this.isDoubted ? lookAgainMs : sameModelMs)) return;
    } else {
      if (since < Math.min(longestUnknownMs, lookAgainMs * 2 ** Math.min(this.vainLooks, 10))) return;
      this.vainLooks++;
    }
    this.look(this.ended.signal).catch(() => undefined);
  }

  /** The server could not be reached by a request. */
  unreachable(error: unknown): void {
    this.problem = problemOf(error);
    this.isDoubted = true;
  }

  dispose(): void {
    this.ended.abort(new Error('disposed'));
  }

  /** Finds out what is behind the address; callers at the same time share one look. Rejects when it fails. */
  async look(signal: AbortSignal): Promise<UpstreamPlan> {
    this.looking ??= this.timedLook().finally(() => (this.looking = undefined));
    const looking = this.looking;
    signal.throwIfAborted();
    return await raceAbort(looking, signal);
  }

  private async timedLook(): Promise<UpstreamPlan> {
    const { clock } = this.options;
    this.lookedAt = clock.now();
    const abort = new AbortController();
    const { host } = this.address;
    const timer = clock.setTimeout(
      () => abort.abort(connectionFailure(new WaitOver('headers', lookMs), host)),
      lookMs,
    );
    try {
      return await this.lookOnce(AbortSignal.any([abort.signal, this.ended.signal]));
    } catch (error) {
      // One that answers requests is there, whatever becomes of a look beside them.
      if (!this.answered || this.problem) this.problem = problemOf(error);
      throw error;
    } finally {
      timer.dispose();
    }
  }

  private async lookOnce(signal: AbortSignal): Promise<UpstreamPlan> {
    const { server: named, clock, log, withoutKey } = this.options;
    const found = await probe(this.address, named, { http: this.http, clock, withoutKey }, signal);
    const model = this.model;
    if (model === undefined && found.models.length === 0) throw found.refusal ?? noModels(this.address.host);
    if (model === undefined && found.models.length > 1) throw manyModels(found.models);
    const models =
      model === undefined ? found.models : [...new Set([model, ...this.further, ...found.models])];
    this.problem = undefined;
    const isGuess = found.refusal !== undefined && mayPass(found.refusal);
    // What it is has been found before, and is not forgotten because it would not say so now.
    if (isGuess && this.found && this.isFound) return this.found;
    if (!isGuess) this.isDoubted = false;
    // What is as it was goes on as it was: forms remember what they have asked.
    if (!isGuess && this.isFound && isSame(this.found, found.server, models, found.tokens)) return this.found;
    const plan = this.planOf(found.server, models, found.tokens);
    this.found = plan;
    this.isGuess = isGuess;
    if (!isGuess) this.vainLooks = 0;
    const version = found.version === undefined ? {} : { version: found.version.slice(0, 40) };
    const { host } = this.address;
    const facts = { host, model: models[0], ...this.facts, ...version };
    if (isGuess) log.info('upstream did not say what it is', { ...facts, error: found.refusal?.message });
    else log.info('upstream found', facts);
    return plan;
  }

  /** The model that is named, also by an address that is one model's. */
  private get model(): string | undefined {
    return this.options.model ?? this.address.model;
  }

  private get further(): readonly string[] {
    return this.options.furtherModels ?? [];
  }

  /** Where model and form are named, a server that does not tell about itself, or not now, can be asked all the same. */
  private planAsGiven(): UpstreamPlan | undefined {
    const { server, api } = this.options;
    const known = server ?? serverOfHost(new URL(this.address.base).hostname);
    const model = this.model;
    if (model === undefined || (api === 'auto' && known === undefined && !this.address.turns))
      return undefined;
    return this.planOf(known ?? 'other', [model, ...this.further]);
  }

  private planOf(server: ServerName, models: readonly string[], tokens?: FillTokens): UpstreamPlan {
    const { api, fim } = this.options;
    return {
      server,
      models,
      tokens,
      choice: new FormChoice({ address: this.address, traits: servers[server], api, fim, tokens }),
    };
  }
}

function isSame(
  plan: UpstreamPlan | undefined,
  server: ServerName,
  models: readonly string[],
  tokens: FillTokens | undefined,
): plan is UpstreamPlan {
  return (
    plan?.server === server &&
    plan.models.join('\n') === models.join('\n') &&
    plan.tokens?.family === tokens?.family &&
    plan.tokens?.context === tokens?.context
  );
}

/** Whether a server that refuses to tell its models may do so later. One that has no such list never will. */
function mayPass({ status }: EngineError): boolean {
  return status >= 500 ? status !== 501 : [401, 403, 409, 425, 429].includes(status);
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
