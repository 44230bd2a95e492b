import type { EngineRequest } from './engine';

/**
 * Tokens of a text where no tokenizer has counted them: one per four code units, rounded up, the usual rule of
 * thumb for code and English.
 */
export function estimateTokens(codeUnits: number): number {
  return Math.ceil(roughTokens(codeUnits));
}

/** The same for a part of a text, so not rounded: parts add up to the whole. */
export function roughTokens(codeUnits: number): number {
  return codeUnits / 4;
}

/** Estimated tokens of everything an engine is given to read. */
export function estimateInputTokens(request: EngineRequest): number {
  const size = request.input.reduce((sum, item) => sum + itemSize(item), request.instructions.length);
  return estimateTokens(size);
}

/** Code units of the text an item carries: its content, or the arguments or output of a function call. */
export function itemSize(item: EngineRequest['input'][number]): number {
  const { content } = item;
  let size = lengthOf(item['arguments']) + lengthOf(item['output']);
  if (typeof content === 'string') size += content.length;
  else for (const part of content ?? []) size += lengthOf(part.text);
  return size;
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? text.length : 0;
}
