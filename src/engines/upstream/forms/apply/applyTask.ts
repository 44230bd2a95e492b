import { textParts } from '../../../../protocol/inputText';
import { readForm } from '../../../../protocol/promptForms';
import type { EngineRequest } from '../../../engine';

/** Code that is to be merged into a file. */
export interface ApplyTask {
  /** What it is about; may be empty. */
  readonly instruction: string;
  /** The file as it is. */
  readonly code: string;
  /** The code to merge; lines of it may stand for what it leaves out. */
  readonly update: string;
}

/** The merge that a request asks for; undefined when it asks for anything else. */
export function applyTask({ input }: Pick<EngineRequest, 'input'>): ApplyTask | undefined {
  const parts = textParts(input);
  const last = parts.at(-1);
  const form = last?.role === 'user' ? readForm(last.text) : undefined;
  if (form?.kind !== 'update') return undefined;
  for (const { text } of [...parts].reverse()) {
    const file = readForm(text);
    if (file?.kind === 'document' && file.path === form.path)
      return { instruction: form.instruction, code: file.text, update: form.text };
  }
  return undefined;
}
