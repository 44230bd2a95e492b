import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A child process that speaks in lines. The test that started it calls `kill` in the end. */
export class LineProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Every line of standard output so far. */
  readonly lines: string[] = [];
  /** Everything of standard error so far. */
  errors = '';
  readonly #waiting = new Set<() => void>();
  readonly #exited: Promise<number | null>;

  constructor(command: string, args: readonly string[], environment: NodeJS.ProcessEnv, cwd = process.cwd()) {
    this.child = spawn(command, args, { env: environment, cwd });
    const notify = (): void => {
      for (const look of this.#waiting) look();
    };
    createInterface({ input: this.child.stdout }).on('line', line => {
      this.lines.push(line);
      notify();
    });
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.errors += chunk.toString();
      notify();
    });
    this.child.stdin.on('error', () => {});
    this.#exited = once(this.child, 'close').then(() => {
      notify();
      return this.child.exitCode;
    });
  }

  /** Resolves with the exit code, or null after a signal. */
  get exited(): Promise<number | null> {
    return this.#exited;
  }

  /** Writes one line to standard input. */
  write(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  /** Waits until `look` finds something; rejects when the process ends before it does. */
  until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = (): boolean => {
        const found = look();
        if (found === undefined) return false;
        this.#waiting.delete(attempt);
        resolve(found);
        return true;
      };
      if (attempt()) return;
      this.#waiting.add(attempt);
      void this.#exited.then(code => {
        if (attempt() || !this.#waiting.delete(attempt)) return;
        reject(new Error(`the process ended with ${code}: ${this.errors.slice(-2000)}`));
      });
    });
  }

  /** Ends the process by force and waits for its end. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#exited;
  }
}
