import * as v from 'valibot';
import { t } from '../../common/l10n';
import { wireError } from '../../protocol/errors';
import { TargetRefused } from '../../session/connection/targetRefused';
import { httpCall, wholeText } from './httpCall';

/** Largest answer that is read, in UTF-16 code units, and how long it is waited for, in ms. */
const maxUnits = 64 * 1024;
const waitMs = 10_000;

const schema = v.object({
  ready: v.boolean(),
  reason: v.optional(v.string()),
  code: v.optional(v.string()),
  status: v.optional(v.number()),
});

/**
 * Asks a gateway whether the server behind it can be used, which makes the gateway look for a server that was not
 * there before. Rejects with the reason when it cannot: with `TargetRefused` when waiting does not mend it.
 * @param httpBase such as `http://127.0.0.1:8645/v1`
 */
export async function gatewayReady(httpBase: string): Promise<void> {
  const url = new URL('/ready', httpBase).href;
  const signal = AbortSignal.timeout(waitMs);
  const { body } = await httpCall({ method: 'GET', url, headers: {} }, undefined, signal);
  const parsed = v.safeParse(schema, parseJson(await wholeText(body, maxUnits)));
  if (!parsed.success) throw new Error(t('The gateway gave no sensible answer about the server behind it.'));
  const { ready, reason = t('The server behind the gateway cannot be used.'), code, status } = parsed.output;
  if (ready) return;
  const error = wireError({ status, code, message: reason });
  if (error.remedy === 'surface') throw new TargetRefused(error);
  throw new Error(reason);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
