import { inFigures, t } from '../../common/l10n';
import { serverTitles } from '../../common/upstreamNames';
import type { Announcement } from '../../protocol/announcement';
import type { WireError } from '../../protocol/errors';
import type { SessionMetrics } from '../../session/metrics';
import type { EndpointProfile } from '../../session/profile';
import type { SessionState } from '../../session/session';
import type { EndpointPicture, Figure, TurnRow } from './messages';

/** What the picture of an endpoint is made of. */
export interface PictureFacts {
  readonly title: string;
  /** What talks to it; empty when everything does. */
  readonly uses: string;
  readonly state: SessionState;
  /** Why requests fail over a connection that works. */
  readonly trouble: WireError | undefined;
  /** What a gateway said of itself. */
  readonly announcement: Announcement | undefined;
  readonly profile: EndpointProfile;
  readonly metrics: SessionMetrics;
  readonly turns: readonly TurnRow[];
}

/** Puts a session into words and figures; the page only draws them. */
export function endpointPicture(facts: PictureFacts): EndpointPicture {
  const { title, uses, state, trouble, announcement, profile, metrics, turns } = facts;
  return {
    title,
    uses,
    state: stateWords(state, trouble),
    server: serverWords(announcement),
    abilities: abilities(profile),
    figures: figures(metrics),
    turns,
  };
}

/** What a gateway found behind its address: `vLLM, asked through chat; completions (qwen) at the cursor`. */
export function serverWords(announcement: Announcement | undefined): string {
  const { upstream, model } = announcement ?? {};
  if (!upstream || upstream.server === 'unknown') return '';
  const { server, api, completions } = upstream;
  const cursor = completions === api ? '' : t('; {0} at the cursor', completions);
  const known = [server === serverTitles.other ? '' : server, model].filter(Boolean).join(', ');
  return t('{0}asked through {1}{2}', known ? `${known}, ` : '', api, cursor);
}

function stateWords(state: SessionState, trouble: WireError | undefined): EndpointPicture['state'] {
  switch (state.kind) {
    case 'ready':
      return trouble
        ? { word: t('Connected, but requests fail'), level: 'bad', detail: trouble.message }
        : { word: t('Connected'), level: 'good', detail: '' };
    case 'idle':
      return { word: t('Idle'), level: 'busy', detail: t('Connects when it is first used.') };
    case 'connecting':
      return { word: t('Connecting'), level: 'busy', detail: '' };
    case 'waiting':
      return {
        word: t('Reconnecting'),
        level: 'bad',
        detail: t('Next attempt in {0} s. {1}', inFigures(state.retryInMs / 1000, 1), state.error.message),
      };
    case 'refused':
      return { word: t('No connection'), level: 'bad', detail: state.error.message };
    case 'disposed':
      return { word: t('Closed'), level: 'busy', detail: '' };
  }
}

function abilities(profile: EndpointProfile): EndpointPicture['abilities'] {
  return [
    { name: t('lanes side by side'), able: profile.concurrentLanes },
    { name: t('warm-up'), able: profile.warmUp },
    { name: t('increments'), able: profile.incremental },
    { name: t('steering'), able: profile.steer },
    { name: t('cancel message'), able: profile.cancelMessage },
  ];
}

function figures(metrics: SessionMetrics): Figure[] {
  const { firstToken, lastTokensPerSecond, turns } = metrics;
  const ended = turns.completed + turns.incomplete + turns.cancelled + turns.failed;
  return [
    { label: t('First token'), value: ms(firstToken.p50), detail: `p95 ${ms(firstToken.p95)}` },
    {
      label: t('Speed'),
      value: lastTokensPerSecond === undefined ? '–' : lastTokensPerSecond.toFixed(0),
      detail: t('tokens/s, last answer'),
    },
    {
      label: t('Turns'),
      value: String(ended),
      detail: t('{0} cancelled, {1} failed', turns.cancelled, turns.failed),
    },
    {
      label: t('Sockets'),
      value: String(metrics.connects),
      detail: t('{0} reconnects, {1} failed', metrics.reconnects, metrics.failedConnects),
    },
    {
      label: t('Sent'),
      value: bytes(metrics.bytesUp),
      detail: ended ? t('{0} per turn', bytes(metrics.bytesUp / ended)) : '',
    },
    {
      label: t('Received'),
      value: bytes(metrics.bytesDown),
      detail: ended ? t('{0} per turn', bytes(metrics.bytesDown / ended)) : '',
    },
  ];
}

function ms(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 10 ? `${inFigures(value, 1)} ms` : `${value.toFixed(0)} ms`;
}

/** Bytes for people: `312 B`, `4.2 KB`, `1.3 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return `${Math.round(value)} B`;
  return value < 1_000_000 ? `${inFigures(value / 1000, 1)} KB` : `${inFigures(value / 1_000_000, 1)} MB`;
}
