import type { Clock } from './clock';
import { DisposableStore, type Disposable } from './disposable';

/** What starts with the window comes before what is built a moment after it. In ms. */
const momentMs = 100;

/** The part of `vscode.commands` that is used. */
export interface CommandRegistry {
  registerCommand(id: string, run: (...args: readonly unknown[]) => unknown): Disposable;
  executeCommand(id: string, ...args: readonly unknown[]): PromiseLike<unknown>;
}

/** How a part is built later. */
export interface LaterParts<T> {
  /** Loads the code of the part and resolves to what builds it. */
  readonly load: () => Promise<() => T>;
  /** Commands that the part registers itself. Until then the first of them that is run has it built. */
  readonly commands?: readonly string[];
  readonly registry: CommandRegistry;
}

/** A part of the extension whose code is loaded, and which is built, when it is first needed. The owner disposes it. */
export class Later<T extends Disposable> implements Disposable {
  private readonly standIns = new DisposableStore();
  private built: T | undefined;
  private building: Promise<T> | undefined;
  private isOver = false;

  constructor(private readonly parts: LaterParts<T>) {
    const { commands = [], registry } = parts;
    for (const id of commands) {
      this.standIns.add(
        registry.registerCommand(id, async (...args) => {
          await this.get();
          return await registry.executeCommand(id, ...args);
        }),
      );
    }
  }

  /** The part, if it has been needed; else undefined. */
  get now(): T | undefined {
    return this.built;
  }

  /** Builds the part if it is not there yet. Rejects when its code cannot be loaded; the next call tries again. */
  get(): Promise<T> {
    return (this.building ??= this.build().catch((error: unknown) => {
      this.building = undefined;
      throw error;
    }));
  }

  /** Builds the part a moment from now, unless it is needed before. `failed` hears when its code cannot be loaded. */
  getSoon(clock: Clock, failed: (error: unknown) => void): void {
    const build = (): unknown =>
      this.get().catch((error: unknown) => {
        if (!this.isOver) failed(error);
      });
    this.standIns.add(clock.setTimeout(build, momentMs));
  }

  dispose(): void {
    this.isOver = true;
    this.standIns.dispose();
    this.built?.dispose();
  }

  private async build(): Promise<T> {
    const builder = await this.parts.load();
    if (this.isOver) throw new Error('The window is closing.');
    this.standIns.dispose();
    return (this.built = builder());
  }
}
