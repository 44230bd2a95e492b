import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../common/clock';
import type { Log } from '../../../common/log';
import { messageOf } from '../../../common/thrown';
import { Library } from '../recall/library';
import type { Encoder } from '../recall/encoder';
import { familyOfPath } from '../recall/families';
import { detectIndentStyle } from '../recall/indentation';
import type { SymbolTable } from '../recall/symbols';
import { isWantedContent, maxFileBytes } from './fileFilter';
import type { IgnoreLook } from './ignoring';
import { holdNursery } from './heldNursery';
import { listFiles } from './listFiles';

/** Bounds of what is kept of a workspace. */
export interface WorkspaceLimits {
  readonly maxFiles: number;
  readonly maxSymbols: number;
  /** Time between the end of a pass and the next, in ms. */
  readonly refreshInterval: number;
}

export const defaultLimits: WorkspaceLimits = {
  maxFiles: 4000,
  maxSymbols: 3_000_000,
  refreshInterval: 10_000,
};

/** Longest time the event loop is held, in ms; one file more may be read past it. */
const slice = 3;

/**
 * The files of a workspace as one index, read in the background a few milliseconds at a time. A pass looks at
 * every file's time and size and reads those that changed; passes are made on demand, so an idle engine does
 * nothing. Dispose ends a pass that is under way.
 */
export class WorkspaceIndex {
  private readonly documents: Library;
  private readonly stamps = new Map<string, string>();
  private readonly ending = new AbortController();
  private pass: Promise<void> | undefined;
  private nextPass = -Infinity;
  private sliceStart = 0;

  constructor(
    private readonly root: string,
    table: SymbolTable,
    private readonly encoder: Encoder,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly limits: WorkspaceLimits = defaultLimits,
  ) {
    this.documents = new Library(table, limits.maxSymbols);
  }

  /** What is known so far; searchable at any time. */
  get index(): Library {
    return this.documents;
  }

  /** Starts a pass unless one is under way or was made a short while ago. Resolves when it is done; never rejects. */
  refresh(): Promise<void> {
    if (this.ending.signal.aborted) return Promise.resolve();
    if (!this.pass && this.clock.now() >= this.nextPass) {
      this.pass = this.run().finally(() => {
        this.pass = undefined;
        this.nextPass = this.clock.now() + this.limits.refreshInterval;
      });
    }
    return this.pass ?? Promise.resolve();
  }

  /**
   * Forgets those of these documents whose files are not there any more, or that an ignore file names by now. Resolves to
   * whether there was one.
   */
  async forgetLost(paths: readonly string[], ignored: IgnoreLook): Promise<boolean> {
    const gone = paths.filter(path => !existsSync(join(this.root, path)));
    const lost = [...gone, ...(await ignored(paths, true))];
    for (const path of lost) this.forget(path);
    return lost.length > 0;
  }

  /** Ends the pass that is under way, if any. */
  dispose(): void {
    this.ending.abort();
  }

  private async run(): Promise<void> {
    const started = this.clock.now();
    const { signal } = this.ending;
    const seen = new Set<string>();
    const nursery = holdNursery();
    let read = 0;
    try {
      for await (const path of listFiles(this.root, signal)) {
        seen.add(path);
        if (await this.update(path)) {
          read++;
          await this.take(this.documents.sort(false));
        }
        await this.breathe();
        if (seen.size >= this.limits.maxFiles) break;
      }
      if (signal.aborted) return;
      for (const path of [...this.stamps.keys()]) if (!seen.has(path)) this.forget(path);
      if (this.documents.wasteful) await this.take(this.documents.compact());
      else await this.take(this.documents.sort(true));
    } catch (error) {
      this.log.warn('workspace pass failed', {
        error: messageOf(error),
      });
    } finally {
      nursery.dispose();
    }
    if (read > 0) {
      this.log.info('workspace read', {
        files: this.documents.size,
        read,
        symbols: this.documents.symbolCount,
        ms: Math.round(this.clock.now() - started),
      });
    }
  }

  /** Reads a file if it changed since it was last seen; true if it was read. */
  private async update(path: string): Promise<boolean> {
    const full = join(this.root, path);
    try {
      const { mtimeMs, size } = await stat(full);
      const stamp = `${mtimeMs}:${size}`;
      if (this.stamps.get(path) === stamp) return false;
      const text = size <= maxFileBytes ? await readFile(full, 'utf8') : undefined;
      if (this.ending.signal.aborted) return false;
      this.stamps.set(path, stamp);
      const family = familyOfPath(path);
      if (text === undefined || family === undefined || !isWantedContent(text)) {
        this.documents.remove(path);
        return false;
      }
      this.documents.put(path, family, this.encoder.encodeOnce(text, detectIndentStyle(text)));
      return true;
    } catch {
      // Gone or not readable; the next pass looks again.
      this.forget(path);
      return false;
    }
  }

  private forget(path: string): void {
    this.stamps.delete(path);
    this.documents.remove(path);
  }

  /** Does some work a few milliseconds at a time. */
  private async take(steps: Generator<void, void>): Promise<void> {
    for (const step of steps) {
      void step;
      await this.breathe();
      if (this.ending.signal.aborted) return;
    }
  }

  private async breathe(): Promise<void> {
    if (this.clock.now() - this.sliceStart < slice) return;
    await nextTurn();
    this.sliceStart = this.clock.now();
  }
}
