import type { SessionMetrics } from '../../session/metrics';
import type { EndpointProfile } from '../../session/profile';
import type { SessionState } from '../../session/session';
import type { Figure, SessionPicture, TurnRow } from './messages';

/** What the picture is made of. */
export interface PictureFacts {
  readonly endpoint: string;
  readonly state: SessionState;
  readonly profile: EndpointProfile;
  readonly metrics: SessionMetrics;
  readonly turns: readonly TurnRow[];
}

/** Puts a session into words and figures; the page only draws them. */
export function sessionPicture({ endpoint, state, profile, metrics, turns }: PictureFacts): SessionPicture {
  return {
    type: 'picture',
    endpoint,
    state: stateWords(state),
    abilities: abilities(profile),
    figures: figures(metrics),
    turns,
  };
}

function stateWords(state: SessionState): SessionPicture['state'] {
  switch (state.kind) {
    case 'ready':
      return { word: 'Connected', level: 'good', detail: '' };
    case 'idle':
      return { word: 'Idle', level: 'busy', detail: 'Connects with the first suggestion.' };
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

function abilities(profile: EndpointProfile): SessionPicture['abilities'] {
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
