import { textParts } from '../../../protocol/inputText';
import { readForm, type PromptForm } from '../../../protocol/promptForms';
import type { EngineRequest } from '../../engine';

/** What a request asks for last, where that has a form of ours. */
export function lastForm({ input }: Pick<EngineRequest, 'input'>): PromptForm | undefined {
  const last = textParts(input).findLast(part => part.role === 'user');
  return last && readForm(last.text);
}
