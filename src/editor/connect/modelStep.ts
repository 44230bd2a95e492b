import { t } from '../../common/l10n';
import type { Draft } from './draft';
import type { ModelList } from './modelList';
import { askPick } from './quickInputs';
import { modelRows } from './rows';
import { wizardTitle } from './steps';
import type { WizardStep } from './wizard';

/** Which model: those of the server as a list, or any by its id. `list` asks the server. */
export function modelStep(
  list: (draft: Draft, signal: AbortSignal) => Promise<ModelList>,
): WizardStep<Draft> {
  return {
    skip: ({ kind, found, model }) => kind === 'local' || (found !== undefined && model !== ''),
    async ask(draft, place) {
      const { listsModels, modelWord, models } = draft.preset;
      let ids: readonly string[] = [];
      const answer = await askPick<string>({
        title: wizardTitle,
        place,
        placeholder: listsModels
          ? t('Asking the server for its models…')
          : t('Type the name of the {0}', modelWord),
        choices: typed => modelRows(ids, typed.trim(), draft.model, modelWord, models),
        work(refresh, signal) {
          if (!listsModels) return;
          refresh({ busy: true });
          list(draft, signal).then(
            result => {
              if (result.kind === 'models') ids = result.ids;
              refresh({
                busy: false,
                placeholder:
                  result.kind === 'models'
                    ? t('Pick a {0}, or type an id', modelWord)
                    : t('{0} Type the id of the {1}.', result.reason, modelWord),
              });
            },
            () => undefined, // The question is over.
          );
        },
      });
      return answer.kind === 'value' ? { kind: 'value', value: { ...draft, model: answer.value } } : answer;
    },
  };
}
