import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { keyProblem } from '../endpoints/apiKeys';
import { features, type EndpointSettings, type Feature } from '../endpoints/endpointSettings';
import { featureNames } from '../endpoints/featureNames';
import { checkAddress, isOpenRoad } from './address';
import { isForSuggestions, usesNow, type Draft } from './draft';
import { askText, askTicks, type InputRemark } from './quickInputs';
import type { Answer, WizardStep } from './wizard';

/** What every question is titled. */
export const wizardTitle = t('Connect a Model');

type Step = WizardStep<Draft>;

function mapped<T, U>(answer: Answer<T>, map: (value: T) => U): Answer<U> {
  return answer.kind === 'value' ? { kind: 'value', value: map(answer.value) } : answer;
}

function isLocal({ kind }: Draft): boolean {
  return kind === 'local';
}

function error(message: string): InputRemark {
  return { message, severity: vscode.InputBoxValidationSeverity.Error };
}

/** Where it is. */
export function addressStep(): Step {
  return {
    skip: draft => isLocal(draft) || draft.found !== undefined,
    async ask(draft, place) {
      const { placeholder } = draft.preset;
      const at = placeholder === undefined ? -1 : draft.address.indexOf(placeholder);
      const answer = await askText({
        title: wizardTitle,
        place,
        placeholder: 'http://127.0.0.1:8000/v1',
        prompt: t(
          'The address of {0}: https or http, or wss or ws where it speaks Responses over a WebSocket.',
          draft.existing ?? (draft.preset.name || t('the server')),
        ),
        value: draft.address,
        ...(at >= 0 && placeholder !== undefined
          ? { selection: [at, at + placeholder.length] as const }
          : {}),
        check: text => {
          const check = checkAddress(text, placeholder);
          return check.kind === 'wrong' ? error(check.message) : undefined;
        },
      });
      return mapped(answer, text => {
        const check = checkAddress(text, placeholder);
        const address = check.kind === 'fine' ? check.endpoint.url : text;
        // What was said for one server is not said to another.
        return address === draft.address ? draft : { ...draft, address, key: undefined, model: '' };
      });
    },
  };
}

/** Its key. `stored` says whether there is one for the host already. */
export function keyStep(stored: (draft: Draft) => Promise<boolean>): Step {
  return {
    skip: draft => isLocal(draft) || draft.found?.needsKey === false,
    async ask(draft, place) {
      const has = await stored(draft);
      const needed = (draft.preset.key === 'required' || draft.found?.needsKey === true) && !has;
      const check = checkAddress(draft.address);
      const open = check.kind === 'fine' && isOpenRoad(check.endpoint);
      const host = check.kind === 'fine' ? check.endpoint.origin : draft.address;
      const answer = await askText({
        title: wizardTitle,
        place,
        placeholder: has
          ? t('Leave empty to keep the key that is stored')
          : needed
            ? t('API key')
            : t('Leave empty if it needs none'),
        prompt: t(
          'The API key for {0}. It is kept in the secret storage of VS Code and sent to this host only.',
          host,
        ),
        value: draft.key ?? '',
        password: true,
        check: text => {
          if (text.trim() === '') return needed ? error(t('This server needs a key.')) : undefined;
          const problem = keyProblem(text);
          if (problem !== undefined) return error(problem);
          return open
            ? {
                message: t('The address is not encrypted: others on the way could read the key.'),
                severity: vscode.InputBoxValidationSeverity.Warning,
              }
            : undefined;
        },
      });
      return mapped(answer, text => ({ ...draft, key: text.trim() === '' ? undefined : text.trim() }));
    },
  };
}

const words: Readonly<Record<Feature, string>> = {
  inline: t('Ghost text while typing: the faster the better'),
  edit: t('Optimize, Edit, Fix, Document'),
  chat: t('Conversations: the stronger the better'),
};

/** What is to use it. */
export function usesStep(settings: () => EndpointSettings): Step {
  return {
    skip: draft => isForSuggestions(draft, settings()),
    async ask(draft, place) {
      const now = usesNow(draft, settings());
      const answer = await askTicks<Feature>({
        title: wizardTitle,
        place,
        placeholder: t('What should use it?'),
        choices: features.map(feature => ({
          label: featureNames([feature]),
          description: words[feature],
          picked: now.includes(feature),
          value: feature,
        })),
      });
      return mapped(answer, uses => ({ ...draft, uses }));
    },
  };
}
