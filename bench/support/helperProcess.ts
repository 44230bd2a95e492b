import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

const reply = v.object({ n: v.number(), answer: v.optional(v.unknown()), error: v.optional(v.string()) });

/** A process of a benchmark that works on questions. The caller stops it. */
export class HelperProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  #asked = 0;

  /** @param script a bundled module that answers `{n, ask}` with `{n, answer}` or `{n, error}` */
  constructor(script: string, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('message', message => {
      const { n, answer, error } = v.parse(reply, message);
      const waiting = this.#waiting.get(n);
      this.#waiting.delete(n);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    this.#child.once('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${script} ended with ${code}`));
      this.#waiting.clear();
    });
  }

  /** Resolves to the first line it prints. */
  async firstLine(): Promise<string> {
    if (!this.#child.stdout) throw new Error('it has no output');
    const lines: unknown[] = await once(createInterface({ input: this.#child.stdout }), 'line');
    return String(lines[0]);
  }

  /** Asks and reads the answer. Rejects when the process could not do it, or has ended. */
  async ask<T extends v.GenericSchema>(question: unknown, answer: T): Promise<v.InferOutput<T>> {
    const n = this.#asked++;
    const given = new Promise<unknown>((resolve, reject) => this.#waiting.set(n, { resolve, reject }));
    this.#child.send({ n, ask: question });
    return v.parse(answer, await given);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}
