import { inFigures } from '../../common/l10n';

/** A model for code at a cursor, as it can be had. */
export interface Recommended {
  /** What people call it. */
  readonly title: string;
  /** In the library of Ollama, and what is loaded there, in bytes. */
  readonly ollama: { readonly tag: string; readonly bytes: number };
  /** For `llama-server -hf`: a repository at Hugging Face, and what is loaded there, in bytes. */
  readonly llama: { readonly repository: string; readonly bytes: number };
  readonly license: string;
  /** Memory a machine should have for it, in GiB. */
  readonly memoryGib: number;
}

const gib = 1024 ** 3;

/**
 * The smallest first. All are under the Apache License 2.0; Qwen2.5-Coder-3B is left out, for its licence allows research
 * only. Sizes as the library of Ollama and the repositories of ggml-org at Hugging Face tell them; see docs/finding.md.
 */
export const recommended: readonly Recommended[] = [
  {
    title: 'Qwen2.5-Coder 0.5B',
    ollama: { tag: 'qwen2.5-coder:0.5b', bytes: 398e6 },
    llama: { repository: 'ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF', bytes: 531e6 },
    license: 'Apache-2.0',
    memoryGib: 2,
  },
  {
    title: 'Qwen2.5-Coder 1.5B',
    ollama: { tag: 'qwen2.5-coder:1.5b', bytes: 986e6 },
    llama: { repository: 'ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF', bytes: 1.65e9 },
    license: 'Apache-2.0',
    memoryGib: 7,
  },
  {
    title: 'Qwen2.5-Coder 7B',
    ollama: { tag: 'qwen2.5-coder:7b', bytes: 4.7e9 },
    llama: { repository: 'ggml-org/Qwen2.5-Coder-7B-Q8_0-GGUF', bytes: 8.1e9 },
    license: 'Apache-2.0',
    memoryGib: 24,
  },
];

/** Those that fit into a machine's memory: the best for it first, the smaller ones after it. */
export function recommendedFor(memoryBytes: number): readonly Recommended[] {
  const fitting = recommended.filter(({ memoryGib }) => memoryBytes >= memoryGib * gib * tolerance);
  return fitting.length === 0 ? recommended.slice(0, 1) : fitting.toReversed();
}

/** Machines tell less memory than they are sold with. */
const tolerance = 0.95;

/** `1.7 GB`, `398 MB`: as download pages count, in thousands. */
export function sizeInWords(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${inFigures(bytes / 1e9, 1)} GB`;
}
