import type { SessionMetrics } from '../session/metrics';
import type { SessionState } from '../session/session';

/** Everything the status bar item depends on. */
export interface StatusFacts {
  readonly state: SessionState;
  readonly metrics: SessionMetrics;
  /** The endpoint as a person knows it: `Local (no model)` or a host name with a model. */
  readonly endpointName: string;
  /** True when the endpoint is the embedded engine. */
  readonly local: boolean;
  /** Why the active document gets no suggestions; undefined when it does. */
  readonly off: string | undefined;
  /** Whether a suggestion is being generated. */
  readonly busy: boolean;
}

/** The status bar item in words. */
export interface StatusText {
  /** With an icon in VS Code's `$(name)` form. */
  readonly text: string;
  /** Lines of the hover, plain text. */
  readonly lines: readonly string[];
  readonly severity: 'normal' | 'warning' | 'error';
  /** For screen readers: the text without the icon. */
  readonly label: string;
}

/** Says in the fewest words what the session is doing. */
export function statusText(facts: StatusFacts): StatusText {
  const [icon, word, severity] = headline(facts);
  const name = facts.endpointName;
  return {
    text: `$(${icon}) ${name}${word ? `: ${word}` : ''}`,
    label: `Codex Spark, ${name}, ${word || 'ready'}`,
    severity,
    lines: [...explanation(facts), ...figures(facts.metrics)],
  };
}

function headline({
  state,
  off,
  busy,
}: StatusFacts): [icon: string, word: string, severity: StatusText['severity']] {
  if (state.kind === 'refused') return ['error', 'no connection', 'error'];
  if (state.kind === 'waiting') return ['warning', 'reconnecting', 'warning'];
  if (off !== undefined) return ['circle-slash', 'off', 'normal'];
  if (state.kind === 'connecting') return ['sync~spin', 'connecting', 'normal'];
  if (busy) return ['loading~spin', '', 'normal'];
  return ['zap', '', 'normal'];
}

function explanation({ state, local, off }: StatusFacts): string[] {
  const lines: string[] = [];
  if (local) lines.push('The embedded engine recalls code from your files. It is not a language model.');
  if (state.kind === 'refused' || state.kind === 'waiting') lines.push(state.error.message);
  if (off !== undefined) lines.push(off);
  return lines;
}

function figures(metrics: SessionMetrics): string[] {
  const lines: string[] = [];
  const { firstToken, lastTokensPerSecond } = metrics;
  if (firstToken.p50 !== undefined) {
    lines.push(
      `First token: ${firstToken.p50.toFixed(0)} ms (p50), ${(firstToken.p95 ?? firstToken.p50).toFixed(0)} ms (p95)`,
    );
  }
  if (lastTokensPerSecond !== undefined) lines.push(`Speed: ${lastTokensPerSecond.toFixed(0)} tokens/s`);
  return lines;
}
