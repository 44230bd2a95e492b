import type { Clock } from '../../common/clock';
import type { NextEditKind } from '../../nextEdit/nextEdit';
import type { LanguageKnowledge, NameChange, NamePlace } from '../../nextEdit/predict/moment';
import { predictNextEdits } from '../../nextEdit/predict/predict';
import type { ChangeHistory } from '../context/changeHistory';
import { LeftNames, type ReportedError } from './leftNames';
import type { OpenTexts } from './openTexts';
import type { PreferredFixes } from './preferredFixes';
import { reportedErrors } from './reportedErrors';
import type { NextEditMoment, NextEditSource } from './source';

/** What the prediction without a model works with. */
export interface EmbeddedParts {
  readonly history: ChangeHistory;
  readonly others: OpenTexts;
  readonly fixes: PreferredFixes;
  readonly clock: Clock;
}

/** Looks for edits of some kinds, in slices of a few milliseconds. */
type Predict = (
  moment: NextEditMoment,
  kinds: readonly NextEditKind[],
  signal: AbortSignal,
  language?: LanguageKnowledge,
) => ReturnType<typeof predictNextEdits>;

/** Next edits by what was changed of late, without a model: in this process, and at once. */
export function embeddedSource(parts: EmbeddedParts): NextEditSource {
  const predict = predicting(parts);
  const names = new LeftNames();
  return {
    predict: (moment, signal) => {
      // Once for all names of a prediction, and only where there is one.
      let errors: readonly ReportedError[] | undefined;
      const places = (change: NameChange): Promise<readonly NamePlace[] | undefined> =>
        Promise.resolve(names.places(change, (errors ??= reportedErrors()), parts.clock.now()));
      return predict(
        moment,
        moment.mode === 'renamesOnly' ? ['rename'] : ['rename', 'repeat', 'argument'],
        signal,
        { places },
      );
    },
  };
}

/** The fixes that language services prefer for what they find wrong after a change. */
export function fixSource({ fixes, ...parts }: EmbeddedParts): NextEditSource {
  const predict = predicting(parts);
  return {
    async predict(moment, signal) {
      if (moment.mode === 'renamesOnly') return [];
      const found = await fixes(moment.document.uri, signal);
      if (found.length === 0) return [];
      return await predict(moment, ['fix'], signal, { fixes: () => Promise.resolve(found) });
    },
  };
}

function predicting({
  history,
  others,
  clock,
}: Pick<EmbeddedParts, 'history' | 'others' | 'clock'>): Predict {
  return ({ document, cursor, mode, dropped }, kinds, signal, language) =>
    predictNextEdits(
      {
        active: document,
        cursor,
        others: others(document, mode),
        history: history.recent,
        time: clock.now(),
        dropped,
      },
      {
        kinds,
        breathe: () => new Promise(resolve => setImmediate(resolve)),
        ...(language ? { language } : {}),
      },
      signal,
    );
}
