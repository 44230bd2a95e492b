import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';
import type { OpenFailure, OpenSocket } from '../../session/connection/socket';
import type { Session } from '../../session/session';
import { explainCode, explainStatus } from '../endpoints/explainFailure';
import type { Finding, Step } from './step';

/** What the protocol steps need. */
export interface SessionTarget {
  /** Asked when the step runs: it may start the local gateway. */
  readonly url: () => Promise<string>;
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** Whether a gateway of ours stands between, which reaches the server when the URL is asked for. */
  readonly behindGateway: boolean;
  readonly openSocket: OpenSocket;
  /** A session of its own for the test; the caller disposes it. */
  readonly session: Session;
  /** How long one step may take, in ms; 30 s by default. */
  readonly limitMs?: number;
}

/** A server may have to start first, or load a model. In ms. */
const defaultLimitMs = 30_000;

/** Largest frame accepted during the test, in bytes. */
const maxFrameBytes = 16_000_000;

const cancelled: Finding = { outcome: 'skipped', detail: t('Cancelled.') };

/** The upgrade to a WebSocket with the key, a warm-up, and one generated token, as steps. */
export function sessionSteps(target: SessionTarget): Step[] {
  const step = (
    name: string,
    work: (target: SessionTarget, signal: AbortSignal) => Promise<Finding>,
  ): Step => ({ name, run: signal => limited(target, signal, work) });
  return [
    step(target.behindGateway ? t('Server and key') : t('WebSocket and key'), upgrade),
    step(t('Warm-up'), warmUp),
    step(t('One token'), oneToken),
  ];
}

/** Runs a step within its time. */
async function limited(
  target: SessionTarget,
  cancel: AbortSignal,
  work: (target: SessionTarget, signal: AbortSignal) => Promise<Finding>,
): Promise<Finding> {
  const limit = AbortSignal.timeout(target.limitMs ?? defaultLimitMs);
  const finding = await work(target, AbortSignal.any([cancel, limit]));
  return limit.aborted && !cancel.aborted && finding.outcome !== 'ok'
    ? { outcome: 'failed', ...explainCode('ETIMEDOUT', '') }
    : finding;
}

async function upgrade({ url, headers, openSocket }: SessionTarget, signal: AbortSignal): Promise<Finding> {
  let where: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  try {
    where = { url: await url(), headers: await headers() };
  } catch (error) {
    return {
      outcome: 'failed',
      ...explainCode(undefined, messageOf(error)),
    };
  }
  if (signal.aborted) return cancelled;
  return new Promise(resolve => {
    const finish = (finding: Finding): void => {
      signal.removeEventListener('abort', onAbort);
      socket.dispose();
      resolve(finding);
    };
    const onAbort = (): void => finish(cancelled);
    const socket = openSocket(
      { ...where, maxFrameBytes },
      {
        onOpen: () => finish({ outcome: 'ok', detail: t('The server accepted the connection.') }),
        onOpenFailed: failure => finish(refused(failure)),
        onText: () => undefined,
        onBinary: () => undefined,
        onPong: () => undefined,
        onClose: () => undefined,
      },
    );
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function refused({ status, code, message }: OpenFailure): Finding {
  if (status === 426) {
    return {
      outcome: 'ok',
      detail: t('There is no WebSocket here (HTTP 426): every request goes over HTTP, which is slower.'),
    };
  }
  return {
    outcome: 'failed',
    ...(status === undefined ? explainCode(code, message) : explainStatus(status)),
  };
}

async function warmUp({ session }: SessionTarget, signal: AbortSignal): Promise<Finding> {
  const content = [{ type: 'input_text' as const, text: 'You are asked whether you are ready.' }];
  const input = [{ type: 'message' as const, role: 'developer' as const, content }];
  const id = await session.warm({ lane: 'diagnosis', input }, signal);
  return id === undefined
    ? { outcome: 'skipped', detail: t('The server does not offer it; every request carries everything.') }
    : { outcome: 'ok', detail: t('The server prepares requests ahead.') };
}

async function oneToken({ session }: SessionTarget, signal: AbortSignal): Promise<Finding> {
  const turn = session.start(
    { lane: 'diagnosis', input: 'Answer with the word "ready".', maxOutputTokens: 16 },
    signal,
  );
  const { status, error, timings, reason } = await turn.done;
  if (status === 'completed' || status === 'incomplete') {
    const first =
      timings.firstTokenMs === undefined
        ? t('no text')
        : t('first token after {0} ms', timings.firstTokenMs.toFixed(0));
    return { outcome: 'ok', detail: t('The model answered: {0}.', first) };
  }
  if (status === 'cancelled') return cancelled;
  const detail = error?.message ?? reason ?? t('The model did not answer.');
  return error?.status === undefined
    ? { outcome: 'failed', ...explainCode(error?.code, detail) }
    : { outcome: 'failed', detail, advice: explainStatus(error.status).advice };
}
