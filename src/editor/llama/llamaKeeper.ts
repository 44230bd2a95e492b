import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { sleep, type Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { commonPath } from '../finding/localServers';
import { loopbackGet } from '../finding/loopbackGet';
import { readFingerprint } from '../finding/readAnswer';
import { llamaArguments, type LlamaProgram } from './llamaProgram';
import { takeLock } from '../ownershipLock';

/** How the server does. */
export type LlamaState =
  /** It is being started, here or by another window; its model may have to be loaded first. */
  | { readonly kind: 'starting' }
  /** It answers. `own`: it ends with this window. */
  | { readonly kind: 'ready'; readonly own: boolean }
  /** It does not come up, and is not tried any more. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It is not kept any more. */
  | { readonly kind: 'ended' };

/** What a server is kept with. */
export interface LlamaKeeperParts {
  readonly program: LlamaProgram;
  /** A repository of Hugging Face. */
  readonly repository: string;
  readonly port: number;
  /** Path of the bundle that ends the server with this process. */
  readonly leashScript: string;
  /** From `lockPlace`. */
  readonly lock: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Between two looks, in ms: while it starts, and while it runs and belongs to another window. */
const startingMs = 500;
const sharedMs = 10_000;

/** Waits before it is started again, in ms, and after how many attempts in a row that came to nothing it is not. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
const mostFailures = 5;

/** How long one has to have run for an attempt to have come to something, in ms. */
const steadyMs = 60_000;

/** Lines of the program's output that are kept to say why it failed. */
const keptLines = 20;

/**
 * Sees to it that a llama-server runs at a port for as long as this is there. One that runs already is shared, whoever has
 * started it; of several windows one starts it, and when that window ends another one does. One that dies is started again,
 * after a while that grows.
 */
export class LlamaKeeper implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<LlamaState>());
  private readonly over = new AbortController();
  private child: ChildProcess | undefined;
  private lock: Disposable | undefined;
  private failures = 0;
  /** When the child answered first, in ms of the clock. */
  private readyAt: number | undefined;
  private lines: readonly string[] = [];
  private current: LlamaState = { kind: 'starting' };
  /** Ends the pause that is made. */
  private wake: (() => void) | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: LlamaKeeperParts) {
    void this.keep().catch((error: unknown) => this.fail(String(error)));
  }

  /** How it does now. */
  get state(): LlamaState {
    return this.current;
  }

  dispose(): void {
    this.over.abort();
    this.current = { kind: 'ended' };
    this.wake?.();
    this.release();
    this.store.dispose();
  }

  /** Ends the child, and leaves the server to other windows. */
  private release(): void {
    // Not a signal: on Windows it would end the leash and leave the server alone.
    this.child?.stdin?.end();
    this.lock?.dispose();
    this.lock = undefined;
  }

  private fail(reason: string): void {
    this.release();
    this.set({ kind: 'failed', reason });
  }

  private async keep(): Promise<void> {
    const { signal } = this.over;
    const { clock } = this.parts;
    while (!signal.aborted) {
      const there = await this.look();
      if (signal.aborted) return;
      if (there === 'stranger') return this.fail(t('Something else listens on port {0}.', this.parts.port));
      if (there === 'ready') {
        if (this.child) this.readyAt ??= clock.now();
        this.set({ kind: 'ready', own: this.child !== undefined });
        // One of our own says when it ends; that of another window has to be looked at.
        await this.pause(this.child ? undefined : sharedMs);
        continue;
      }
      if (this.child || there === 'loading') {
        this.set({ kind: 'starting' });
        await this.pause(startingMs);
        continue;
      }
      if (this.failures >= mostFailures) return this.fail(this.lastWords());
      this.set({ kind: 'starting' });
      this.lock ??= await takeLock(this.parts.lock);
      if (signal.aborted) return this.dispose();
      if (!this.lock) {
        await this.pause(startingMs);
        continue;
      }
      if (this.failures > 0)
        await this.pause(Math.min(firstWaitMs * 2 ** (this.failures - 1), longestWaitMs));
      if (!signal.aborted) this.start();
    }
  }

  private async look(): Promise<'ready' | 'loading' | 'stranger' | 'nothing'> {
    const { port, clock } = this.parts;
    const answer = await loopbackGet({ host: '127.0.0.1', port, path: commonPath }, clock, this.over.signal);
    if (!answer) return 'nothing';
    const known = readFingerprint({ server: 'llama.cpp' }, answer);
    if (known?.server !== 'llama.cpp') return 'stranger';
    return known.state === 'loading' ? 'loading' : 'ready';
  }

  private start(): void {
    const { program, repository, port, leashScript, clock, log } = this.parts;
    const child = spawn(
      process.execPath,
      [leashScript, program.file, ...llamaArguments(program, repository, port)],
      {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      },
    );
    log.info('llama-server started', { pid: child.pid, repository, port });
    this.child = child;
    this.lines = [];
    this.readyAt = undefined;
    child.stdin.on('error', () => undefined);
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', line => {
        this.lines = [...this.lines.slice(1 - keptLines), line];
        log.debug(`llama-server: ${line}`);
      });
    let ended = false;
    const end = (code: number | null): void => {
      if (ended) return;
      ended = true;
      log.info('llama-server ended', { pid: child.pid, code: code ?? undefined });
      if (this.child !== child) return;
      this.child = undefined;
      const isSteady = this.readyAt !== undefined && clock.now() - this.readyAt >= steadyMs;
      this.failures = isSteady ? 1 : this.failures + 1;
      this.wake?.();
    };
    child.once('error', () => end(null));
    child.once('close', end);
  }

  /** Waits, or until there is news. @param ms undefined: until there is */
  private async pause(ms: number | undefined): Promise<void> {
    const woken = new AbortController();
    this.wake = () => woken.abort();
    if (this.over.signal.aborted) return;
    await (ms === undefined
      ? new Promise<void>(resolve => woken.signal.addEventListener('abort', () => resolve(), { once: true }))
      : sleep(this.parts.clock, ms, woken.signal).catch(() => undefined));
    this.wake = undefined;
  }

  private lastWords(): string {
    const words = this.lines.findLast(line => /error|failed|unable/i.test(line)) ?? this.lines.at(-1);
    return words === undefined || words.trim() === ''
      ? t('It ended without saying why.')
      : words.trim().slice(0, 300);
  }

  private set(state: LlamaState): void {
    if (this.over.signal.aborted) return;
    const before = this.current;
    this.current = state;
    if (JSON.stringify(before) !== JSON.stringify(state)) this.changed.fire(state);
  }
}
