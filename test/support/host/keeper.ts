import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { until } from '../../../scripts/host/vscodePage.mjs';

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 60_000;

const left = v.object({
  tabs: v.array(v.string()),
  unsaved: v.array(v.string()),
  settings: v.array(v.string()),
});

/** What of a window is not as in one that has just opened. */
export type Left = v.InferOutput<typeof left>;

/** The name of the error of a keeper that says nothing; classes are others in each file of tests. */
const silent = 'SilentKeeper';

/** Whether the keeper of a window has said nothing for a minute: VS Code has not come back to it, whatever the window shows. */
export function isSilence(error: unknown): error is Error {
  return error instanceof Error && error.name === silent;
}

/** Talks to the extension `test/support/keeper` of one window, which does there what no test has to click. */
export class Keeper {
  private constructor(private readonly address: string) {}

  /** That of the window with this folder, once it is there. */
  static async of(folder: string): Promise<Keeper> {
    const port = await until(
      async () => (existsSync(portFile(folder)) ? await readFile(portFile(folder), 'utf8') : ''),
      text => text !== '',
      patience,
      () => 'the keeper of the window did not say where it listens',
    );
    return new Keeper(`http://127.0.0.1:${port}`);
  }

  /** Forgets where the keeper of that window listens: the window is about to be loaded anew. */
  static async forget(folder: string): Promise<void> {
    await rm(portFile(folder), { force: true });
  }

  /** Removes what the keeper of that window has left beside its folder. */
  static async remove(folder: string): Promise<void> {
    await Keeper.forget(folder);
    await rm(`${folder}.settings`, { force: true });
  }

  /** Closes every editor, view and message without a question, and shows the explorer. */
  async tidy(): Promise<void> {
    await this.ask('tidy');
  }

  /** Makes the folder hold these files and no others, by path below it. */
  async restore(files: Readonly<Record<string, string>>): Promise<void> {
    await this.ask('restore', files);
  }

  /** Runs a command. */
  async run(command: string, ...args: readonly unknown[]): Promise<void> {
    await this.ask('run', command, ...args);
  }

  async left(): Promise<Left> {
    return v.parse(left, await this.ask('left'));
  }

  /** Which of these settings are not in effect. */
  async missing(settings: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
    return v.parse(v.array(v.string()), await this.ask('missing', settings));
  }

  private async ask(deed: string, ...args: readonly unknown[]): Promise<unknown> {
    const signal = AbortSignal.timeout(patience);
    const body = JSON.stringify({ deed, args });
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(this.address, { method: 'POST', body, signal });
      text = await answer.text();
    } catch (cause) {
      if (!signal.aborted) throw cause;
      const error = new Error(`The keeper of the window was asked to ${deed} and said nothing.`, { cause });
      throw Object.assign(error, { name: silent });
    }
    if (!answer.ok) throw new Error(`The keeper of the window could not ${deed}: ${text}`);
    return JSON.parse(text);
  }
}

function portFile(folder: string): string {
  return `${folder}.keeper`;
}
