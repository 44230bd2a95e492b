import { t } from '../../common/l10n';
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
  const mode = modeOf(facts);
  const { icon, word, severity = 'normal' } = looks[mode];
  const { endpointName: name } = facts;
  const quiet = mode === 'ready' || mode === 'generating';
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
  else if (byHand) lines.push(t('Suggestions come when you ask for one: Trigger Inline Suggestion.'));
  if (local) lines.push(t('The embedded engine recalls code from your files. It is not a language model.'));
  lines.push(...figures(metrics, last), ...others);
  const links: HoverLink[] = [{ text: t('$(zap) Suggestions on/off'), command: 'toggleInline' }];
  if (languageId !== undefined)
    links.push({ text: t('$(code) On/off for {0}', languageId), command: 'toggleLanguage' });
  links.push(
    { text: t('$(question) Why no suggestion here?'), command: 'whyNoSuggestion' },
    { text: t('$(plug) Connect a model'), command: 'connectModel' },
    { text: t('$(pulse) Session'), command: 'showSession' },
    { text: t('$(output) Log'), command: 'showLog' },
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
  const said = t('{0}: {1}, {2}', uses, title, looks[mode].word);
  return error ? t('{0}. {1}', said, inWords(error)) : said;
}

/** What is wrong and what helps. What a server said about a request of ours is told in its own words. */
function inWords({ kind, code, status, message }: WireError, local = false): string {
  if (kind === 'tier')
    return t('{0} Set "codexSpark.serviceTierFallback" to go on in the default tier.', message);
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
  refused: { icon: 'error', word: t('no connection'), severity: 'error' },
  waiting: { icon: 'warning', word: t('no connection, trying again'), severity: 'warning' },
  failing: { icon: 'warning', word: t('requests fail'), severity: 'warning' },
  off: { icon: 'circle-slash', word: t('off') },
  connecting: { icon: 'sync~spin', word: t('connecting') },
  generating: { icon: 'loading~spin', word: t('generating') },
  byHand: { icon: 'zap', word: t('on demand') },
  ready: { icon: 'zap', word: t('ready') },
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
      last.tokensPerSecond === undefined ? '' : t(', then {0} tokens/s', last.tokensPerSecond.toFixed(0));
    lines.push(t('Last suggestion: first token after {0} ms{1}', last.firstTokenMs.toFixed(0), speed));
  }
  if (last?.serviceTier && isOtherTier(last.serviceTier))
    lines.push(t('Service tier served: {0}', tierInWords(last.serviceTier)));
  if (firstToken.p50 !== undefined) {
    const { p50, p95 = p50 } = firstToken;
    lines.push(t('First token, all: {0} ms (p50), {1} ms (p95)', p50.toFixed(0), p95.toFixed(0)));
  }
  return lines;
}
