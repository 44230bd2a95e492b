import type { WireError } from '../../protocol/errors';
import type { SessionMetrics } from '../../session/metrics';
import type { SessionState } from '../../session/session';
import { isOtherTier, tierInWords } from '../../protocol/serviceTier';
import type { TurnResult, TurnTimings } from '../../session/turn';
import { explainCode, explainStatus } from '../endpoints/explainFailure';

/** Everything the status bar item shows without a hover. */
export interface StatusFacts {
  readonly state: SessionState;
  /** Why requests fail over a connection that works. */
  readonly trouble: WireError | undefined;
  /** The endpoint as a user knows it: `Local (no model)` or a host name with a model. */
  readonly endpointName: string;
  /** True when the endpoint is the embedded engine. */
  readonly local: boolean;
  /** Why the active document gets no suggestions; undefined when it does. */
  readonly off: string | undefined;
  /** Whether suggestions of the active document are asked for by hand only. */
  readonly byHand: boolean;
  /** Whether a suggestion is being generated. */
  readonly busy: boolean;
  /** Language id of the active document, if there is one. */
  readonly languageId: string | undefined;
  /** The endpoints that edits and chat talk to, where they are other ones, a line each. */
  readonly others: readonly string[];
}

/** What the hover shows besides. */
export interface StatusFigures {
  readonly metrics: SessionMetrics;
  /** Times of the last suggestion that was generated. */
  readonly last: (Pick<TurnResult, 'serviceTier'> & TurnTimings) | undefined;
}

/** The status bar item in words. */
export interface Headline {
  /** With an icon in VS Code's `$(name)` form. */
  readonly text: string;
  readonly severity: 'normal' | 'warning' | 'error';
  /** For screen readers: the text without the icon. */
  readonly label: string;
}

/** A link at the foot of the hover. */
export interface HoverLink {
  /** With an icon in VS Code's `$(name)` form. */
  readonly text: string;
  /** Below `codexSpark.`. */
  readonly command: string;
}

/** The hover in words. */
export interface Hover {
  /** Plain text: the state, what is wrong, figures. */
  readonly lines: readonly string[];
  readonly links: readonly HoverLink[];
}

/** Says in the fewest words what the session is doing. */
export function headline(facts: StatusFacts): Headline {
  const { icon, word, severity = 'normal' } = looks[modeOf(facts)];
  const { endpointName: name } = facts;
  const quiet = word === 'ready' || word === 'generating';
  return {
    text: `$(${icon}) ${name}${quiet ? '' : `: ${word}`}`,
    label: `Codex Spark, ${name}, ${word}`,
    severity,
  };
}

/** Says the rest: why, how fast, and what can be done. */
export function hover(facts: StatusFacts, { metrics, last }: StatusFigures): Hover {
  const { state, trouble, local, off, byHand, languageId, endpointName, others } = facts;
  const { word } = looks[modeOf(facts)];
  const lines = [`${endpointName}: ${word}`];
  if (state.kind === 'refused' || state.kind === 'waiting') lines.push(inWords(state.error, local));
  else if (trouble) lines.push(inWords(trouble, local));
  if (off !== undefined) lines.push(off);
  else if (byHand) lines.push('Suggestions come when you ask for one: Trigger Inline Suggestion.');
  if (local) lines.push('The embedded engine recalls code from your files. It is not a language model.');
  lines.push(...figures(metrics, last), ...others);
  const links: HoverLink[] = [{ text: '$(zap) Suggestions on/off', command: 'toggleInline' }];
  if (languageId !== undefined)
    links.push({ text: `$(code) On/off for ${languageId}`, command: 'toggleLanguage' });
  links.push(
    { text: '$(question) Why no suggestion here?', command: 'whyNoSuggestion' },
    { text: '$(plug) Connect a model', command: 'connectModel' },
    { text: '$(pulse) Session', command: 'showSession' },
    { text: '$(output) Log', command: 'showLog' },
  );
  return { lines, links };
}

/** An endpoint beside the main one, for the hover. */
export function otherEndpoint(
  uses: string,
  {
    title,
    session,
    trouble,
  }: {
    readonly title: string;
    readonly session: { readonly state: SessionState };
    readonly trouble: WireError | undefined;
  },
): string {
  const { state } = session;
  const error = state.kind === 'refused' || state.kind === 'waiting' ? state.error : trouble;
  const mode = modeOf({ state, trouble, off: undefined, byHand: false, busy: false });
  return `${uses}: ${title}, ${looks[mode].word}${error ? `. ${inWords(error)}` : ''}`;
}

/** What is wrong and what helps. What a server said about a request of ours is told in its own words. */
function inWords({ kind, code, status, message }: WireError, local = false): string {
  if (kind === 'tier') return `${message} Set "codexSpark.serviceTierFallback" to go on in the default tier.`;
  const refused = kind === 'auth' || kind === 'upgrade-required';
  const known =
    kind === 'connection' && code !== undefined
      ? explainCode(code, message)
      : refused && status !== undefined
        ? explainStatus(status)
        : undefined;
  if (!known) return message;
  // The advice is about an address that a user has set.
  return local ? known.detail : `${known.detail} ${known.advice}`;
}

type Mode = 'refused' | 'waiting' | 'failing' | 'off' | 'connecting' | 'generating' | 'byHand' | 'ready';

const looks: Readonly<Record<Mode, { icon: string; word: string; severity?: Headline['severity'] }>> = {
  refused: { icon: 'error', word: 'no connection', severity: 'error' },
  waiting: { icon: 'warning', word: 'no connection, trying again', severity: 'warning' },
  failing: { icon: 'warning', word: 'requests fail', severity: 'warning' },
  off: { icon: 'circle-slash', word: 'off' },
  connecting: { icon: 'sync~spin', word: 'connecting' },
  generating: { icon: 'loading~spin', word: 'generating' },
  byHand: { icon: 'zap', word: 'on demand' },
  ready: { icon: 'zap', word: 'ready' },
};

function modeOf({
  state,
  trouble,
  off,
  byHand,
  busy,
}: Pick<StatusFacts, 'state' | 'trouble' | 'off' | 'byHand' | 'busy'>): Mode {
  if (state.kind === 'refused' || state.kind === 'waiting') return state.kind;
  if (off !== undefined) return 'off';
  if (trouble) return 'failing';
  if (state.kind === 'connecting') return 'connecting';
  if (busy) return 'generating';
  return byHand ? 'byHand' : 'ready';
}

function figures({ firstToken }: SessionMetrics, last: StatusFigures['last']): string[] {
  const lines: string[] = [];
  if (last?.firstTokenMs !== undefined) {
    const speed =
      last.tokensPerSecond === undefined ? '' : `, then ${last.tokensPerSecond.toFixed(0)} tokens/s`;
    lines.push(`Last suggestion: first token after ${last.firstTokenMs.toFixed(0)} ms${speed}`);
  }
  if (last?.serviceTier && isOtherTier(last.serviceTier))
    lines.push(`Service tier served: ${tierInWords(last.serviceTier)}`);
  if (firstToken.p50 !== undefined) {
    const { p50, p95 = p50 } = firstToken;
    lines.push(`First token, all: ${p50.toFixed(0)} ms (p50), ${p95.toFixed(0)} ms (p95)`);
  }
  return lines;
}
