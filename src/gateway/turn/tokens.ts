import type { EngineRequest } from '../engine';

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
  const texts = typeof content === 'string' ? [content] : (content ?? []).map(part => part.text);
  return [...texts, item['arguments'], item['output']].reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? text.length : 0),
    0,
  );
}
