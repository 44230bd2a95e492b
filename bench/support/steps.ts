import type { Mark } from './ownTimes';
import { smallestRequest } from './ownTimes';

/** One key that brought a new suggestion: when it was pressed and when the suggestion was painted. */
export interface PaintedKey {
  readonly pressedAt: number;
  readonly paintedAt: number;
}

/** What happens between a key and its suggestion, in this order but for `called`, which is VS Code's to say. */
export const stepNames = [
  'changed',
  'sent',
  'asked',
  'first token',
  'end',
  'received',
  'called',
  'answered',
  'painted',
] as const;

export type StepName = (typeof stepNames)[number];

/** When each step of one key was done, in ms after the key was pressed. Steps that did not happen are left out. */
export type Steps = Readonly<Partial<Record<StepName, number>>>;

/**
 * Puts what the page, the extension host and the endpoint saw of each key beside each other. All times are in ms of the
 * wall clock, which they share because they run on one machine.
 */
export function stepsOf(keys: readonly PaintedKey[], marks: readonly Mark[]): readonly Steps[] {
  return keys.map(({ pressedAt, paintedAt }) => {
    const during = marks.filter(({ at }) => at >= pressedAt && at <= paintedAt);
    const first = (what: string, min = 0): number | undefined =>
      during.find(mark => mark.what === what && (mark.bytes ?? Infinity) >= min)?.at;
    const answered = during.findLast(({ what }) => what === 'answered')?.at;
    const last = (what: string): number | undefined =>
      during.findLast(mark => mark.what === what && mark.at <= (answered ?? paintedAt))?.at;
    const times: Record<StepName, number | undefined> = {
      changed: first('changed'),
      sent: first('sent', smallestRequest),
      asked: first('asked'),
      'first token': first('first token'),
      end: first('end'),
      received: last('received'),
      called: first('called'),
      answered,
      painted: paintedAt,
    };
    return Object.fromEntries(
      stepNames.flatMap(name => (times[name] === undefined ? [] : [[name, times[name] - pressedAt]])),
    );
  });
}
