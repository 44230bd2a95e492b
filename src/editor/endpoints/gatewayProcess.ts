import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { connectionError } from '../../protocol/errors';
import { TargetRefused } from '../../session/connection/targetRefused';
import type { GatewayStart } from './gatewayArguments';

/** Where a running gateway listens, and the token that opens it. */
export interface GatewayAddress {
  /** Where sockets are opened. */
  readonly url: string;
  /** Base of its paths over HTTP. */
  readonly http: string;
  readonly token: string;
}

/** What the gateway is started with. */
export interface GatewayProcessParts {
  /** Path of the gateway's bundle. */
  readonly script: string;
  /** Arguments and environment, asked before every start. Secrets belong into the environment only. */
  readonly start: () => Promise<GatewayStart>;
  readonly log: Log;
}

const listening = v.object({ event: v.literal('listening'), url: v.string(), http: v.string() });

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

  constructor(private readonly parts: GatewayProcessParts) {}

  /** The address of the running gateway; starts it if it is not running. Rejects with a sentence for the user. */
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

  private async start(): Promise<GatewayAddress> {
    const { script, log } = this.parts;
    const start = await this.parts.start().catch((error: unknown) => {
      this.running = undefined;
      throw error;
    });
    if (this.disposed) throw new Error('The gateway has been shut down.');
    // By environment, not by argument: arguments are visible to every user of the machine.
    const token = randomBytes(32).toString('hex');
    const child = spawn(process.execPath, [script, ...start.arguments, '--exit-with-parent'], {
      env: { ...process.env, ...start.environment, ELECTRON_RUN_AS_NODE: '1', CODEX_SPARK_TOKEN: token },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.child = child;
    let said = '';
    const errors = createInterface({ input: child.stderr });
    errors.on('line', line => {
      if (line.startsWith('gateway: ')) said = line.slice('gateway: '.length);
      log.info(`gateway: ${line}`);
    });
    child.stdin.on('error', () => undefined); // It died first; its exit is reported below.
    child.once('exit', (code, signal) => {
      log.info('gateway ended', { pid: child.pid, code: code ?? undefined, signal: signal ?? undefined });
      if (this.child !== child) return;
      this.child = undefined;
      this.running = undefined;
    });
    return await this.firstLine(child, token, () => said);
  }

  /** @param said why it gave up, in its own words */
  private firstLine(child: Child, token: string, said: () => string): Promise<GatewayAddress> {
    return new Promise((resolve, reject) => {
      const lines = createInterface({ input: child.stdout });
      const fail = (reason: string, code?: number | null): void => {
        clearTimeout(timer);
        if (this.child === child) this.running = undefined;
        child.kill();
        const sentence = t('The gateway did not start: {0}', reason);
        // It says with this code that its options cannot be used: starting it again would not help.
        const final = code === 2 && {
          ...connectionError(sentence, 'gateway_options'),
          remedy: 'surface' as const,
        };
        reject(final ? new TargetRefused(final) : new Error(sentence));
      };
      const timer = setTimeout(
        () => fail(t('it said nothing for {0} s.', startTimeoutMs / 1000)),
        startTimeoutMs,
      );
      child.once('error', error => fail(error.message));
      // Not `exit`: what it wrote last may still be on its way then.
      child.once('close', code =>
        fail(said() || t('it ended with code {0}. The log says more.', code ?? 'none'), code),
      );
      lines.once('line', line => {
        const address = readListening(line);
        if (!address) return fail(t('its first line was not the expected one.'));
        clearTimeout(timer);
        this.parts.log.info('gateway started', { pid: child.pid, url: address.url });
        resolve({ ...address, token });
      });
    });
  }
}

function readListening(line: string): Omit<GatewayAddress, 'token'> | undefined {
  try {
    const parsed = v.safeParse(listening, JSON.parse(line));
    return parsed.success ? { url: parsed.output.url, http: parsed.output.http } : undefined;
  } catch {
    return undefined;
  }
}
