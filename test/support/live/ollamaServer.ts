import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../freePort';
import { LineProcess } from '../gateway/lineProcess';

/** The models that it is given, made of files that the other tests have as well. */
export interface OllamaModel {
  readonly name: string;
  /** A GGUF file; its path is absolute. */
  readonly file: string;
  /** How its prompts are written, in Go's templates; left out, it is what Ollama makes of the file. */
  readonly template?: string;
}

/** How large the context of every model is, in tokens. Of an answer it writes ten times as many at most. */
export const ollamaContext = 2_048;

/** Ollama's own server, with a home and a library of its own. Whoever starts it stops it. */
export class OllamaServer {
  private constructor(
    readonly port: number,
    private readonly process: LineProcess,
    private readonly folder: string,
  ) {}

  /**
   * Starts it and waits until it has its models.
   * @param command the program
   */
  static async start(command: string, models: readonly OllamaModel[]): Promise<OllamaServer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'ollama-'));
    const port = await freePort();
    const environment = {
      ...process.env,
      HOME: folder,
      USERPROFILE: folder,
      OLLAMA_HOST: `127.0.0.1:${port}`,
      OLLAMA_MODELS: path.join(folder, 'models'),
      OLLAMA_CONTEXT_LENGTH: String(ollamaContext),
      // One request at a time: the next one shows whether the one before it was stopped.
      OLLAMA_NUM_PARALLEL: '1',
      // Tells when a request begins and ends, and what the prompt is that the model is given.
      OLLAMA_DEBUG: '2',
    };
    const server = new OllamaServer(port, new LineProcess(command, ['serve'], environment, folder), folder);
    try {
      await server.process.until(() => server.logged(/ msg="Listening on /g) || undefined);
      for (const { name, file, template } of models) {
        const said = path.join(folder, `${name}.modelfile`);
        await writeFile(
          said,
          [
            `FROM ${file}`,
            // More threads wait for each other in a loop, which costs others on the machine more than it brings.
            'PARAMETER num_thread 1',
            // Read in small pieces, a prompt can be stopped in its middle.
            'PARAMETER num_batch 64',
            ...(template === undefined ? [] : [`TEMPLATE """${template}"""`]),
          ].join('\n'),
        );
        await promisify(execFile)(command, ['create', name, '-f', said], { env: environment });
      }
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Its address without a path. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Asks it itself, past the gateway. */
  async post(path: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
    const response = await fetch(this.origin + path, { method: 'POST', body: JSON.stringify(body) });
    return await response.json();
  }

  /** How many answers its models have begun to write. */
  get begun(): number {
    return this.logged(/ msg="completion request" images=/g);
  }

  /** How many prompts its models have begun to read. */
  get reading(): number {
    return this.logged(/ msg="loading cache slot" /g);
  }

  /** How many it is done with, whether they were written to their end or not. */
  get ended(): number {
    return this.logged(/ msg="context for request finished"/g);
  }

  /** What a model was given last, as its template has made it. */
  get lastPrompt(): string {
    const all = [...this.process.errors.matchAll(/ msg="completion request" prompt=("(?:[^"\\]|\\.)*")/g)];
    return String(JSON.parse(all.at(-1)?.[1] ?? '""'));
  }

  /** How many tokens of the request before the last one it had read when the last one came. */
  get lastKept(): number {
    const all = [...this.process.errors.matchAll(/ msg="loading cache slot" id=\d+ cache=(\d+) /g)];
    return Number(all.at(-1)?.[1]);
  }

  /** Waits until something is seen of it. */
  async until(look: () => boolean): Promise<void> {
    await this.process.until(() => look() || undefined);
  }

  async stop(): Promise<void> {
    // Each model runs in a process of its own, which ends with it when it is asked to.
    this.process.child.kill('SIGTERM');
    await this.process.exited;
    await rm(this.folder, { recursive: true, force: true });
  }

  private logged(pattern: RegExp): number {
    return this.process.errors.match(pattern)?.length ?? 0;
  }
}
