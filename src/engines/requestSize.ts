import { tokensOfLength } from '../common/tokenEstimate';
import type { EngineRequest } from './engine';

/** Estimated tokens of everything an engine is given to read, by its length. */
export function estimateInputTokens(request: EngineRequest): number {
  const size = request.input.reduce((sum, item) => sum + itemSize(item), request.instructions.length);
  return Math.ceil(tokensOfLength(size));
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
