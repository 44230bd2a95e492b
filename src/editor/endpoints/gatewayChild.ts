import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { toError } from '../../common/thrown';
import { connectionError } from '../../protocol/errors';
import { TargetRefused } from '../../session/connection/targetRefused';
import type { GatewayStart } from './gatewayArguments';
import type { GatewayAddress, OpenGateway } from './openGateway';

/** What a gateway is started with. */
export interface GatewayChildParts {
  /** Path of the gateway's bundle. */
  readonly script: string;
  /** Secrets belong into the environment only. */
  readonly start: GatewayStart;
  /** The file by which others find it: it then goes on after this process for as long as one of them holds on to it. */
  readonly claim?: string | undefined;
  readonly log: Log;
}

const listening = v.object({ event: v.literal('listening'), url: v.string(), http: v.string() });

/** A cold start takes about 0.2 s; a machine under load may need far longer. In ms. */
const startTimeoutMs = 20_000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Starts a gateway as a child of this process, and resolves when it listens. Rejects with a sentence for the user, or
 * when `signal` aborts, which ends it. It ends with this process, however that ends, unless others hold on to it.
 */
export async function startGateway(
  { script, start, claim, log }: GatewayChildParts,
  signal: AbortSignal,
): Promise<OpenGateway> {
  signal.throwIfAborted();
  // By environment, not by argument: arguments are visible to every user of the machine.
  const token = randomBytes(32).toString('hex');
  const shared = claim === undefined ? [] : ['--share', claim];
  const child = spawn(process.execPath, [script, ...start.arguments, '--exit-with-parent', ...shared], {
    env: { ...process.env, ...start.environment, ELECTRON_RUN_AS_NODE: '1', CODEX_SPARK_TOKEN: token },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // Else it would end with this process on Windows, and with what the terminal of this process is told elsewhere.
    detached: claim !== undefined,
  });
  let said = '';
  createInterface({ input: child.stderr }).on('line', line => {
    if (line.startsWith('gateway: ')) said = line.slice('gateway: '.length);
    log.info(`gateway: ${line}`);
  });
  child.stdin.on('error', () => undefined); // It died first; its exit is reported below.
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve());
    child.once('exit', (code, why) => {
      log.info('gateway ended', { pid: child.pid, code: code ?? undefined, signal: why ?? undefined });
      resolve();
    });
  });
  const dispose = (): void => {
    // Closing its input ends the gateway on every platform, or leaves it to those who share it.
    child.stdin.end();
    if (claim === undefined) {
      // At once, where there are signals.
      child.kill();
      return;
    }
    for (const output of [child.stdout, child.stderr]) output.destroy();
    child.unref();
  };
  try {
    const address = await firstLine(child, token, () => said, signal);
    log.info('gateway started', { pid: child.pid, url: address.url });
    return { address, ended, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** @param said why it gave up, in its own words */
function firstLine(
  child: Child,
  token: string,
  said: () => string,
  signal: AbortSignal,
): Promise<GatewayAddress> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    const giveUp = (): void => {
      over();
      reject(toError(signal.reason, 'aborted'));
    };
    const fail = (reason: string, code?: number | null): void => {
      over();
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
    signal.addEventListener('abort', giveUp, { once: true });
    child.once('error', error => fail(error.message));
    // Not `exit`: what it wrote last may still be on its way then.
    child.once('close', code =>
      fail(said() || t('it ended with code {0}. The log says more.', code ?? 'none'), code),
    );
    lines.once('line', line => {
      const address = readListening(line);
      if (!address) return fail(t('its first line was not the expected one.'));
      over();
      resolve({ ...address, token });
    });
  });
}

function readListening(line: string): Omit<GatewayAddress, 'token'> | undefined {
  try {
    const parsed = v.safeParse(listening, JSON.parse(line));
    return parsed.success ? { url: parsed.output.url, http: parsed.output.http } : undefined;
  } catch {
    return undefined;
  }
}
