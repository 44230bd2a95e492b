import { t } from '../../common/l10n';
import type { Draft } from './draft';
import type { LiveTest } from './liveTest';
import { askPick } from './quickInputs';
import { testRows, type TestAnswer } from './rows';
import { wizardTitle } from './steps';
import type { WizardStep } from './wizard';

/** Asks the model something and shows how it answered. `test` does; it never rejects. */
export function testStep(test: (draft: Draft, signal: AbortSignal) => Promise<LiveTest>): WizardStep<Draft> {
  return {
    // What was measured and picked has been seen.
    skip: ({ kind, found }) => kind === 'local' || found?.tested !== undefined,
    async ask(draft, place) {
      for (;;) {
        let result: LiveTest | undefined;
        const answer = await askPick<TestAnswer>({
          title: wizardTitle,
          place,
          placeholder: t('Asking {0}…', draft.model || t('the model')),
          choices: () => (result ? testRows(result, draft.found !== undefined) : []),
          work(refresh, signal) {
            refresh({ busy: true });
            void test(draft, signal).then(found => {
              result = found;
              refresh({
                busy: false,
                placeholder: found.works
                  ? t('It works.')
                  : t('It does not work yet. Go back to change something.'),
              });
            });
          },
        });
        if (answer.kind !== 'value') return answer;
        if (answer.value === 'go on') return { kind: 'value', value: draft };
        if (answer.value === 'choose') return { kind: 'value', value: { ...draft, uses: [] } };
      }
    },
  };
}
