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

/** What a gateway found behind its address: `vLLM, asked by chat; completions (qwen) at the cursor`. */
export function serverWords(announcement: Announcement | undefined): string {
  const { upstream, model } = announcement ?? {};
  if (!upstream || upstream.server === 'unknown') return '';
  const { server, api, completions } = upstream;
  const cursor = completions === api ? '' : `; ${completions} at the cursor`;
  const known = [server === serverTitles.other ? '' : server, model].filter(Boolean).join(', ');
  return `${known ? `${known}, ` : ''}asked by ${api}${cursor}`;
}

function stateWords(state: SessionState, trouble: WireError | undefined): EndpointPicture['state'] {
  switch (state.kind) {
    case 'ready':
      return trouble
        ? { word: 'Connected, but requests fail', level: 'bad', detail: trouble.message }
        : { word: 'Connected', level: 'good', detail: '' };
    case 'idle':
      return { word: 'Idle', level: 'busy', detail: 'Connects when it is first used.' };
    case 'connecting':
      return { word: 'Connecting', level: 'busy', detail: '' };
    case 'waiting':
      return {
        word: 'Reconnecting',
        level: 'bad',
        detail: `Next attempt in ${(state.retryInMs / 1000).toFixed(1)} s. ${state.error.message}`,
      };
    case 'refused':
      return { word: 'No connection', level: 'bad', detail: state.error.message };
    case 'disposed':
      return { word: 'Closed', level: 'busy', detail: '' };
  }
}

function abilities(profile: EndpointProfile): EndpointPicture['abilities'] {
  return [
    { name: 'lanes side by side', able: profile.concurrentLanes },
    { name: 'warm-up', able: profile.warmUp },
    { name: 'increments', able: profile.incremental },
    { name: 'steering', able: profile.steer },
    { name: 'cancel message', able: profile.cancelMessage },
  ];
}

function figures(metrics: SessionMetrics): Figure[] {
  const { firstToken, lastTokensPerSecond, turns } = metrics;
  const ended = turns.completed + turns.incomplete + turns.cancelled + turns.failed;
  return [
    { label: 'First token', value: ms(firstToken.p50), detail: `p95 ${ms(firstToken.p95)}` },
    {
      label: 'Speed',
      value: lastTokensPerSecond === undefined ? '–' : lastTokensPerSecond.toFixed(0),
      detail: 'tokens/s, last answer',
    },
    { label: 'Turns', value: String(ended), detail: `${turns.cancelled} cancelled, ${turns.failed} failed` },
    {
      label: 'Sockets',
      value: String(metrics.connects),
      detail: `${metrics.reconnects} reconnects, ${metrics.failedConnects} failed`,
    },
    {
      label: 'Sent',
      value: bytes(metrics.bytesUp),
      detail: ended ? `${bytes(metrics.bytesUp / ended)} a turn` : '',
    },
    {
      label: 'Received',
      value: bytes(metrics.bytesDown),
      detail: ended ? `${bytes(metrics.bytesDown / ended)} a turn` : '',
    },
  ];
}

function ms(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 10 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
}

/** Bytes for people: `312 B`, `4.2 KB`, `1.3 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return `${Math.round(value)} B`;
  return value < 1_000_000 ? `${(value / 1000).toFixed(1)} KB` : `${(value / 1_000_000).toFixed(1)} MB`;
}
