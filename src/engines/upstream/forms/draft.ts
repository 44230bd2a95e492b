import type { EngineRequest } from '../../engine';
import type { Known } from '../lessons';
import type { ServerTraits } from '../probe/servers';
import { applyTask } from './apply/applyTask';
import { withoutField } from './corrections';
import { lastForm } from './lastForm';

/** The field in which a draft travels. */
const field = 'prediction';

/**
 * The text that most of an answer will repeat: the code a rewrite begins from, the file that something is merged into.
 * Undefined where there is none, or server, model and request do not take one.
 */
export function draftFor(
  request: EngineRequest,
  { prediction }: Pick<ServerTraits, 'prediction'>,
  model: string,
  known: Known,
): string | undefined {
  const { settings } = request;
  if (!prediction || prediction.models?.test(model) === false || known.has(withoutField('chat', field)))
    return undefined;
  if ((settings?.tools.length ?? 0) > 0) return undefined;
  if (prediction.greedy && (settings?.temperature ?? 0) !== 0) return undefined;
  return draftOf(request);
}

function draftOf(request: EngineRequest): string | undefined {
  const form = lastForm(request);
  if (form?.kind === 'update') return applyTask(request)?.code;
  return form?.kind === 'selection' ? form.text : undefined;
}
