import { familyOf } from '../../common/fimModels';

/** A model of a server on this machine. */
export interface LocalModel {
  readonly id: string;
  /** Size on disk or in memory, in bytes; undefined where it was not told. */
  readonly bytes: number | undefined;
  /** Parameters, in thousands of millions; undefined where neither told nor named. */
  readonly billions: number | undefined;
  /** Whether it is in memory; undefined where it was not told. */
  readonly loaded: boolean | undefined;
  /** Whether it fills in the middle. */
  readonly fills: boolean;
}

/** What a server says of a model. */
export interface ModelFacts {
  readonly bytes?: number | undefined;
  readonly billions?: number | undefined;
  readonly loaded?: boolean | undefined;
  /** What the server says; by its name otherwise. */
  readonly fills?: boolean | undefined;
}

/** Names of models that write no text. */
const notForText = /embed|whisper|rerank|\bbge\b|minilm|clip|-tts|moderation|ocr\b/i;

/** Characters that cannot be seen, or that change how what follows is shown. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Longest id that is taken for one, in UTF-16 code units. */
const longest = 200;

/** A model as it can be shown and asked for; undefined when it is none that writes text, or its id is no id. */
export function localModel(id: unknown, facts: ModelFacts = {}): LocalModel | undefined {
  if (typeof id !== 'string' || id.trim() === '' || id.length > longest || unseen.test(id)) return undefined;
  if (notForText.test(id)) return undefined;
  return {
    id,
    bytes: facts.bytes,
    billions: facts.billions ?? billionsIn(id),
    loaded: facts.loaded,
    fills: facts.fills ?? familyOf(id) !== undefined,
  };
}

/** The size that is part of a name: `qwen2.5-coder:7b`, `SmolLM2-135M-Instruct`, `Qwen3-Coder-30B-A3B`. */
export function billionsIn(name: string): number | undefined {
  const match = /(?:^|[^a-z\d.])(\d{1,4}(?:\.\d{1,3})?)([bm])(?![a-z\d])/i.exec(name);
  if (!match) return undefined;
  const size = Number(match[1]);
  return match[2]?.toLowerCase() === 'm' ? size / 1000 : size;
}

/** Of the memory of a machine, what a model may take up and still be quick. */
const shareOfMemory = 0.7;

/**
 * The models, the best for suggestions first: those that fill in the middle, of these the largest that fits into memory;
 * by name where nothing else tells them apart.
 * @param memoryBytes of the machine
 */
export function rankModels(models: readonly LocalModel[], memoryBytes: number): readonly LocalModel[] {
  const fits = (model: LocalModel): boolean => (sizeOf(model) ?? 0) <= memoryBytes * shareOfMemory;
  return [...models].sort(
    (a, b) =>
      Number(b.fills) - Number(a.fills) ||
      Number(fits(b)) - Number(fits(a)) ||
      // Of those that do not fit, the smallest is the least bad.
      (fits(a) ? 1 : -1) * ((sizeOf(b) ?? 0) - (sizeOf(a) ?? 0)) ||
      a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}

/** About how much memory a model takes, in bytes: told, or as 5 bits for each parameter. */
function sizeOf({ bytes, billions }: LocalModel): number | undefined {
  if (bytes !== undefined) return bytes;
  return billions === undefined ? undefined : billions * 1e9 * (5 / 8);
}
