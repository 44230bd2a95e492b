import { t } from '../../common/l10n';
import type { ServerFrame } from '../../protocol/parseServerFrame';
import type { ServerEvent, ServerEventType } from '../../protocol/serverEvents';

/** Asked with the type of any event, known or not. */
type Kind = ReadonlySet<string>;

function kind(...types: readonly ServerEventType[]): Kind {
  return new Set(types);
}

/** They say that a response begins, before there is anything of it. */
export const announcing = kind('response.created', 'response.queued', 'response.in_progress');

/** An answer can begin with them: a server begins one before it sends any of it, or says at once that it will not. */
export const beginning: Kind = new Set([...announcing, ...kind('response.failed', 'error')]);

/** A response ends with them. */
export const terminal = kind(
  ...(['response.completed', 'response.incomplete', 'response.cancelled', 'response.done'] as const),
  ...(['response.failed', 'error'] as const),
);

/** Where one of them cannot be read, an answer is in doubt: its beginning, its text or its end. */
const vital: Kind = new Set([...terminal, ...kind('response.created', 'response.output_text.delta')]);

/** Why an answer is in doubt behind this frame; undefined where it can be read, or passed over. */
export function doubtOf(frame: ServerFrame): string | undefined {
  if (frame.kind !== 'malformed' || (frame.type && !vital.has(frame.type))) return undefined;
  return t('The server sent a bad frame: {0}.', frame.reason);
}

/** Whether an event is about the thoughts of a model. */
export function isThought(event: ServerEvent): boolean {
  return event.type.startsWith('response.reasoning') || ('item' in event && event.item.type === 'reasoning');
}
