import { textParts } from '../../../protocol/inputText';
import { readForm, type PromptForm } from '../../../protocol/promptForms';
import type { EngineRequest } from '../../engine';

/** What a request asks for last, where that has a form of ours. */
export function lastForm({ input }: Pick<EngineRequest, 'input'>): PromptForm | undefined {
  // From its end: conversations are long, and what is asked last stands there.
  for (let at = input.length - 1; at >= 0; at--) {
    const last = textParts(input.slice(at, at + 1)).findLast(part => part.role === 'user');
    if (last) return readForm(last.text);
  }
  return undefined;
}
