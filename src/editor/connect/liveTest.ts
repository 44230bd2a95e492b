import { t } from '../../common/l10n';
import { serverOfHost } from '../../common/serverHosts';
import { serverTitles } from '../../common/upstreamNames';
import { writeForm } from '../../protocol/promptForms';
import type { Announcement } from '../../protocol/announcement';
import { tierInWords } from '../../protocol/serviceTier';
import type { Session } from '../../session/session';
import type { TurnResult } from '../../session/turn';
import type { EndpointSpec } from '../endpoints/endpointSpec';
import { serverWords } from '../sessionView/picture';

/** How a model answered. */
export interface LiveTest {
  readonly works: boolean;
  /** The verdict: `First token after 43 ms, then 812 tokens/s`, or what went wrong. */
  readonly summary: string;
  /** How the server is asked: its name and the wire form. */
  readonly how: string;
  /** Tokens of text a second, where there were enough to measure it. */
  readonly tokensPerSecond?: number;
}

/** Long enough to measure speed, short enough to wait for. */
const question = 'Write the numbers from 1 to 60, separated by spaces, and nothing else.';
const maxTokens = 400;

/** A model may have to be loaded first. In ms. */
const limitMs = 120_000;

/** Asks one thing over a session of its own. Never rejects; a cancelled test says so. */
export async function liveTest(
  session: Pick<Session, 'start' | 'announcement'>,
  { api, endpoint }: Pick<EndpointSpec, 'api' | 'endpoint'>,
  signal: AbortSignal,
): Promise<LiveTest> {
  const limit = AbortSignal.timeout(limitMs);
  // A server that only completes is asked at a cursor.
  const completes = api === 'completions' || api === 'infill';
  const turn = session.start(
    {
      lane: 'connect',
      input: completes
        ? writeForm({
            kind: 'cursor',
            path: 'numbers.js',
            language: 'javascript',
            prefix: 'const numbers = [\n  1,\n  2,\n  ',
            suffix: '\n];\n',
          })
        : question,
      maxOutputTokens: maxTokens,
    },
    AbortSignal.any([signal, limit]),
  );
  const result = await turn.done;
  if (limit.aborted && result.status === 'cancelled') {
    return { works: false, summary: t('No answer within {0} s.', limitMs / 1000), how: '' };
  }
  return testResult(result, howAsked(endpoint, session.announcement));
}

/** The end of a test turn in words. */
export function testResult(result: TurnResult, how: string): LiveTest {
  const { status, error, reason, timings, text, serviceTier } = result;
  if (status === 'failed') return { works: false, summary: error?.message ?? t('The request failed.'), how };
  if (status === 'cancelled') return { works: false, summary: t('Cancelled.'), how };
  const { firstTokenMs, tokensPerSecond } = timings;
  if (text === '' || firstTokenMs === undefined) {
    // Thoughts may have used up the limit: the model is there, and answered what it was allowed to.
    return reason === 'max_output_tokens'
      ? { works: true, summary: t('It answers, but thinks for longer than this test allows.'), how }
      : { works: false, summary: t('The model answered nothing.'), how };
  }
  const speed = tokensPerSecond === undefined ? '' : t(', then {0} tokens/s', tokensPerSecond.toFixed(0));
  const tier = serviceTier && tierInWords(serviceTier);
  const served = tier ? t('; service tier: {0}', tier) : '';
  return {
    works: true,
    summary: t('First token after {0} ms{1}{2}', firstTokenMs.toFixed(0), speed, served),
    how,
    ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
  };
}

function howAsked(endpoint: EndpointSpec['endpoint'], announcement: Announcement | undefined): string {
  const words = serverWords(announcement);
  if (words !== '' || endpoint.kind !== 'remote') return words;
  const server = serverOfHost(new URL(endpoint.url).hostname);
  return `${server ? `${serverTitles[server]}, ` : ''}${t('Responses over WebSocket')}`;
}
