import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';
import type { Disposable } from '../common/disposable';
import type { Log } from '../common/log';

/** Where a running gateway listens, and the token that opens it. */
export interface GatewayAddress {
  readonly url: string;
  readonly token: string;
}

/** What the gateway is started with. */
export interface GatewayOptions {
  /** Path of the gateway's bundle. */
  readonly script: string;
  /** Folder the local engine may recall from. */
  readonly workspace: string | undefined;
  readonly log: Log;
}

const listening = v.object({ event: v.literal('listening'), url: v.string() });

/** A cold start takes about 0.2 s; a machine under load may need far longer. In ms. */
const startTimeoutMs = 20_000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * The gateway as a child process of this window: started when first asked for, started anew after it died, ended
 * with its owner. Two windows have two of them.
 */
export class GatewayProcess implements Disposable {
  private child: Child | undefined;
  private running: Promise<GatewayAddress> | undefined;
  private disposed = false;

  constructor(private readonly options: GatewayOptions) {}

  /** The address of the running gateway; starts it if it is not running. Rejects with a sentence for the person. */
  address(): Promise<GatewayAddress> {
    if (this.disposed) return Promise.reject(new Error('The gateway has been shut down.'));
    this.running ??= this.start();
    return this.running;
  }

  dispose(): void {
    this.disposed = true;
    // Closing its input ends the gateway on every platform; the signal makes it at once where signals exist.
    this.child?.stdin.end();
    this.child?.kill();
  }

  private start(): Promise<GatewayAddress> {
    const { script, workspace, log } = this.options;
    // By environment, not by argument: arguments are visible to every user of the machine.
    const token = randomBytes(32).toString('hex');
    const folder = workspace === undefined ? [] : ['--workspace', workspace];
    const child = spawn(process.execPath, [script, '--engine', 'local', '--exit-with-parent', ...folder], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', CODEX_SPARK_TOKEN: token },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.child = child;
    const errors = createInterface({ input: child.stderr });
    errors.on('line', line => log.info(`gateway: ${line}`));
    child.stdin.on('error', () => undefined); // It died first; its exit is reported below.
    child.once('exit', (code, signal) => {
      log.info('gateway ended', { pid: child.pid, code: code ?? undefined, signal: signal ?? undefined });
      if (this.child !== child) return;
      this.child = undefined;
      this.running = undefined;
    });
    return this.firstLine(child, token);
  }

  private firstLine(child: Child, token: string): Promise<GatewayAddress> {
    return new Promise((resolve, reject) => {
      const lines = createInterface({ input: child.stdout });
      const fail = (reason: string): void => {
        clearTimeout(timer);
        if (this.child === child) this.running = undefined;
        child.kill();
        reject(new Error(`The local gateway did not start: ${reason}`));
      };
      const timer = setTimeout(() => fail(`it said nothing for ${startTimeoutMs / 1000} s.`), startTimeoutMs);
      child.once('error', error => fail(error.message));
      child.once('exit', code => fail(`it ended with code ${code ?? 'none'}. The log says more.`));
      lines.once('line', line => {
        const address = readListening(line);
        if (!address) return fail('its first line was not the expected one.');
        clearTimeout(timer);
        this.options.log.info('gateway started', { pid: child.pid, url: address });
        resolve({ url: address, token });
      });
    });
  }
}

function readListening(line: string): string | undefined {
  try {
    const parsed = v.safeParse(listening, JSON.parse(line));
    return parsed.success ? parsed.output.url : undefined;
  } catch {
    return undefined;
  }
}
