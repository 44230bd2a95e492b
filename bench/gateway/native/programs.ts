import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { promisify } from 'node:util';
import * as v from 'valibot';

/** The parts of the rig that Node would be too slow for. */
export type NativeName = 'standIn' | 'readers';

/**
 * Compiles a program of the rig, unless that was done before. Resolves to its path; undefined where there is no compiler or
 * no system it is written for (Linux).
 * @param folder where it is put
 */
export async function compiled(name: NativeName, folder: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const source = path.resolve('bench', 'gateway', 'native', `${name}.cpp`);
  const program = path.join(folder, name);
  if (existsSync(program) && statSync(program).mtimeMs > statSync(source).mtimeMs) return program;
  try {
    await promisify(execFile)('g++', ['-std=c++20', '-O2', '-o', program, source]);
    return program;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A program that answers each line it is given with a line. The caller stops it. */
export class LineProgram {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  constructor(program: string) {
    const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child = child;
    const output: Interface = createInterface({ input: child.stdout });
    this.lines = output[Symbol.asyncIterator]();
  }

  /** The next line it says. Rejects when it has ended. */
  async line(): Promise<string> {
    const step = await this.lines.next();
    if (step.done) throw new Error('a program of the rig has ended');
    return step.value;
  }

  /** Asks one thing at a time. */
  async ask<T extends v.GenericSchema>(question: string, answer: T): Promise<v.InferOutput<T>> {
    this.child.stdin?.write(`${question}\n`);
    return v.parse(answer, JSON.parse(await this.line()));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }
}
