/**
 * How models were taught to fill in the middle, each by its own special tokens. A server that is given these as the
 * text of a prompt reads them as tokens.
 */
import type { FimFamilyName } from '../../../../common/upstreamNames';

/** The text around a cursor, and other files. */
export interface FimParts {
  readonly prefix: string;
  readonly suffix: string;
  /** What of the middle stands there already; it is gone on with. */
  readonly middle: string;
  readonly path: string;
  readonly documents: readonly { readonly path: string; readonly text: string }[];
}

/** One family of models. */
export interface FimFamily {
  /** The whole prompt. Documents come first, so that what changes with every key comes last. */
  prompt(parts: FimParts): string;
  /** The tokens that its prompts are made of. */
  readonly tokens: readonly string[];
  /** Where an answer ends besides the model's own end of text. */
  readonly stop: readonly string[];
}

/** The name of the repository, where a format wants one; no model looks at it closely. */
const repository = 'workspace';

/** Prefix, suffix, middle, in this order, behind three tokens. */
const between =
  (prefixToken: string, suffixToken: string, middleToken: string) =>
  ({ prefix, suffix, middle }: Pick<FimParts, 'prefix' | 'suffix' | 'middle'>): string =>
    prefixToken + prefix + suffixToken + suffix + middleToken + middle;

const pipes = between('<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>');
const plain = between('<fim_prefix>', '<fim_suffix>', '<fim_middle>');
const pipeTokens = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'];
const plainTokens = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>'];
const deepseekTokens = ['<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>'] as const;

/** Every family that is known, by the name `--upstream-fim` takes. Which models are of it: `common/fimModels.ts`. */
export const fimFamilies = {
  /**
   * CodeQwen1.5: StarCoder's tokens for the middle, `<reponame>` and `<file_sep>` for repositories (README of
   * QwenLM/Qwen2.5-Coder as it was for CodeQwen1.5).
   */
  codeqwen: {
    prompt: ({ documents, path, ...rest }) =>
      documents.length === 0
        ? plain(rest)
        : `<reponame>${repository}\n` +
          documents.map(({ path: name, text }) => `<file_sep>${name}\n${text}\n`).join('') +
          `<file_sep>${path}\n${plain(rest)}`,
    tokens: [...plainTokens, '<reponame>', '<file_sep>'],
    stop: [...plainTokens, '<file_sep>', '<reponame>', '<fim_pad>', '<|endoftext|>', '<|im_end|>'],
  },
  /**
   * Qwen2.5-Coder and Qwen3-Coder (examples/Qwen2.5-Coder.md of QwenLM/Qwen3-Coder); the repository format with a
   * middle is that of the technical report, arXiv 2409.12186, section 3.2.2.
   */
  qwen: {
    prompt: ({ documents, path, ...rest }) =>
      documents.length === 0
        ? pipes(rest)
        : `<|repo_name|>${repository}\n` +
          documents.map(({ path: name, text }) => `<|file_sep|>${name}\n${text}\n`).join('') +
          `<|file_sep|>${path}\n${pipes(rest)}`,
    tokens: [...pipeTokens, '<|repo_name|>', '<|file_sep|>'],
    stop: [...pipeTokens, '<|fim_pad|>', '<|repo_name|>', '<|file_sep|>', '<|endoftext|>', '<|im_end|>'],
  },
  /**
   * StarCoder2: the repository format is that of its paper, arXiv 2402.19173, section 5.1. The path of the file to
   * complete stands behind the token for the prefix, and no line break parts a file from the next token.
   */
  starcoder2: {
    prompt: ({ documents, path, prefix, ...rest }) =>
      documents.length === 0
        ? plain({ prefix, ...rest })
        : `<repo_name>${repository}` +
          documents.map(({ path: name, text }) => `<file_sep>${name}\n${text}`).join('') +
          `<file_sep>${plain({ prefix: `${path}\n${prefix}`, ...rest })}`,
    tokens: [...plainTokens, '<repo_name>', '<file_sep>'],
    stop: [...plainTokens, '<file_sep>', '<repo_name>', '<|endoftext|>'],
  },
  /**
   * StarCoder (its README, "Fill-in-the-middle") and Stable Code (model card of stabilityai/stable-code-3b), which
   * shares its tokens. Neither was taught a format for several files.
   */
  starcoder: {
    prompt: ({ documents, path, prefix, ...rest }) =>
      plain({ prefix: headed(documents, path, prefix), ...rest }),
    tokens: plainTokens,
    stop: [...plainTokens, '<|endoftext|>'],
  },
  /**
   * Codestral: the suffix first, no token for the middle (`encode_fim` of mistralai/mistral-common and its tests).
   * Other files stand in front of the prefix under a header.
   */
  codestral: {
    prompt: ({ documents, path, prefix, suffix, middle }) => {
      const files = documents.map(({ path: name, text }) => `+++++ ${name}\n${text}\n\n`).join('');
      return `[SUFFIX]${suffix}[PREFIX]${files}${files === '' ? '' : `+++++ ${path}\n`}${prefix}${middle}`;
    },
    tokens: ['[PREFIX]', '[SUFFIX]'],
    stop: ['[PREFIX]', '[SUFFIX]', '\n+++++ ', '</s>'],
  },
  /** DeepSeek-Coder: other files as `#path` and their text (README of deepseek-ai/DeepSeek-Coder, "How to Use" 2 and 4). */
  deepseek: {
    prompt: ({ documents, path, ...rest }) =>
      documents.map(({ path: name, text }) => `#${name}\n${text}\n`).join('') +
      (documents.length === 0 ? '' : `#${path}\n`) +
      between(...deepseekTokens)(rest),
    tokens: deepseekTokens,
    stop: [...deepseekTokens, '<｜end▁of▁sentence｜>', '<|EOT|>'],
  },
  /**
   * CodeGemma: files are parted by a token of their own (ai.google.dev/gemma/docs/codegemma/prompt-structure); paths
   * stand in front of each as in its technical report.
   */
  codegemma: {
    prompt: ({ documents, path, ...rest }) =>
      documents.map(({ path: name, text }) => `${name}\n${text}<|file_separator|>`).join('') +
      (documents.length === 0 ? '' : `${path}\n`) +
      pipes(rest),
    tokens: [...pipeTokens, '<|file_separator|>'],
    stop: [...pipeTokens, '<|file_separator|>', '<end_of_turn>', '<eos>'],
  },
  /** Granite 4: new tokens (tokenizer.json of ibm-granite/granite-4.0-h-small); no format for repositories. */
  granite4: {
    prompt: ({ documents, path, prefix, ...rest }) =>
      pipes({ prefix: headed(documents, path, prefix), ...rest }),
    tokens: pipeTokens,
    stop: [...pipeTokens, '<|fim_pad|>', '<|end_of_text|>'],
  },
  /**
   * Granite Code and Granite 3: the tokens of StarCoder (tokenizer_config.json of ibm-granite/granite-3.3-8b-instruct);
   * no format for repositories.
   */
  granite: {
    prompt: ({ documents, path, prefix, ...rest }) =>
      plain({ prefix: headed(documents, path, prefix), ...rest }),
    tokens: plainTokens,
    stop: [...plainTokens, '<fim_pad>', '<|endoftext|>', '<|end_of_text|>'],
  },
  /** Code Llama (arXiv 2308.12950, section 2.3); the spaces are part of its format. */
  codellama: {
    prompt: ({ documents, path, prefix, suffix, middle }) =>
      `<PRE> ${headed(documents, path, prefix)} <SUF>${suffix} <MID>${middle}`,
    tokens: ['<PRE>', '<SUF>', '<MID>'],
    stop: ['<PRE>', '<SUF>', '<MID>', '<EOT>'],
  },
} as const satisfies Readonly<Record<FimFamilyName, FimFamily>>;

/** Other files in front of a prefix, where a model has no format of its own for them: path, text, path, prefix. */
export function headed(documents: FimParts['documents'], path: string, prefix: string): string {
  if (documents.length === 0) return prefix;
  const files = documents.map(({ path: name, text }) => `# ${name}\n${text}\n\n`).join('');
  return `${files}# ${path}\n${prefix}`;
}
