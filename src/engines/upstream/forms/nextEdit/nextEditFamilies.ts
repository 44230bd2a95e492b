/**
 * How models were taught to write the next edit, each in a format of its own. What all of them have in common: they rewrite
 * the lines around the cursor. Facts of their public descriptions; see docs/upstreams.
 */
import { formerLines, sidesOf } from './formerLines';
import { bounded, narrowed, type NextEditTask } from './nextEditTask';

/** How a family is asked: in an endpoint of its own, by the raw text of a prompt, or in a chat. */
export type NextEditRoad = 'edit' | 'completions' | 'chat';

/** One family of models. */
export interface NextEditFamily {
  /** Whether a model's id names one of the family. */
  readonly models: RegExp;
  readonly road: NextEditRoad;
  /** The lines it rewrites are fewer than those it is given. */
  readonly narrow?: (task: NextEditTask) => NextEditTask;
  /** For a chat: what it is told before. */
  readonly instructions?: string;
  readonly prompt: (task: NextEditTask) => string;
  /** Where an answer ends besides the model's own end of text; the code must not hold them either. */
  readonly stop: readonly string[];
  /** What an answer holds in front of the lines; one without it is none. */
  readonly opens?: string;
  /** An answer that means that nothing is to be changed, besides the lines as they were. */
  readonly nothing?: RegExp;
  /** Words of the format: the code must not hold them, and they are no part of an answer. */
  readonly reserved: readonly string[];
}

/** Text that ends with a line break, unless it is empty. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Most changes that are shown to a family with a small context. */
const mostChanges = 3;

export const nextEditFamilies = {
  /** Mercury Edit: docs.inceptionlabs.ai, and what Zed sends (crates/edit_prediction/src/mercury.rs). */
  mercury: {
    models: /mercury-(edit|coder)/i,
    road: 'edit',
    prompt: ({ path, above, before, after, below, places, diffs }) =>
      [
        '<|recently_viewed_code_snippets|>\n',
        ...places.map(
          place =>
            `<|recently_viewed_code_snippet|>\ncode_snippet_file_path: ${place.path}\n${ended(place.text)}<|/recently_viewed_code_snippet|>\n`,
        ),
        '<|/recently_viewed_code_snippets|>\n',
        `<|current_file_content|>\ncurrent_file_path: ${path}\n${above}<|code_to_edit|>\n`,
        `${ended(`${before}<|cursor|>${after}`)}<|/code_to_edit|>\n${ended(below)}<|/current_file_content|>\n`,
        '<|edit_diff_history|>\n',
        ...diffs.map(({ path: file, diff }) => `--- a/${file}\n+++ b/${file}\n${diff}\n`),
        '<|/edit_diff_history|>\n',
      ].join(''),
    stop: [],
    nothing: /^\W*None\W*$/,
    reserved: ['<|code_to_edit|>', '<|/code_to_edit|>', '<|cursor|>', '<|/current_file_content|>'],
  },
  /**
   * Sweep next-edit: files, changes as their two sides, and the lines around the cursor three times: as they were, as they
   * are, as they will be (crates/edit_prediction/src/sweep_prompt.rs of Zed; models of sweepai on Hugging Face).
   */
  sweep: {
    models: /sweep[\w-]*next-?edit/i,
    road: 'completions',
    prompt: task => {
      const { path, before, after, places, diffs } = task;
      const block = (name: string, text: string): string => `<|file_sep|>${name}\n${ended(text)}`;
      return [
        ...places.map(place => block(place.path, place.text)),
        ...diffs.slice(-mostChanges).map(({ path: file, diff }) => {
          const { old, now } = sidesOf(diff);
          return block(`${file}.diff`, `original:\n${ended(old)}updated:\n${now}`);
        }),
        block(`original/${path}`, formerLines(task)),
        block(`current/${path}`, before + after),
        `<|file_sep|>updated/${path}\n`,
      ].join('');
    },
    stop: ['<|file_sep|>', '<|endoftext|>', '</s>'],
    reserved: ['<|file_sep|>', '<|endoftext|>'],
  },
  /**
   * Zeta 2, on Seed-Coder: what stands below first, then files and changes, then what stands above and the lines between
   * marks of a merge (crates/zeta_prompt of Zed; zed-industries/zeta-2 on Hugging Face).
   */
  zeta: {
    models: /(^|[/_-])zeta[-_]?2(?![\db])/i,
    road: 'completions',
    prompt: ({ path, above, before, after, below, places, diffs }) =>
      [
        `<[fim-suffix]>\n${ended(below)}<[fim-prefix]>`,
        ...places.map(place => `<filename>${place.path}\n${ended(place.text)}\n`),
        ...(diffs.length === 0
          ? []
          : [
              '<filename>edit_history\n',
              ...diffs.map(({ path: file, diff }) => `--- a/${file}\n+++ b/${file}\n${diff}\n`),
              '\n',
            ]),
        `<filename>${path}\n${above}<<<<<<< CURRENT\n`,
        `${ended(`${before}<|user_cursor|>${after}`)}=======\n<[fim-middle]>`,
      ].join(''),
    stop: ['>>>>>>> UPDATED', '<[fim-suffix]>', '<[fim-prefix]>', '<[end▁of▁sentence]>'],
    nothing: /^\s*NO_EDITS\b/,
    reserved: ['<[fim-suffix]>', '<[fim-prefix]>', '<[fim-middle]>', '<|user_cursor|>', '<<<<<<< CURRENT'],
  },
  /**
   * Zeta, the first one, on Qwen2.5-Coder: instruction, changes and the excerpt in a fence, its lines between marks; it
   * answers with marks as well (crates/zeta of Zed, `zeta1` in its crates/zeta_prompt; zed-industries/zeta on Hugging Face).
   */
  zeta1: {
    models: /(^|[/_-])zeta(?![a-z])/i,
    road: 'completions',
    narrow: task => bounded(task, { rewritten: 1_050, around: 450, diffs: 1_500 }),
    prompt: ({ path, fromStart, above, before, after, below, diffs }) =>
      [
        '### Instruction:\n',
        'Rewrite the lines of the excerpt between <|editable_region_start|> and <|editable_region_end|> as they will be after the next edit of the user, who made the edits below and whose cursor is <|user_cursor_is_here|>.',
        '\n\n### User Edits:\n\n',
        diffs.map(({ path: file, diff }) => `User edited ${file}:\n\`\`\`diff\n${diff}\n\`\`\``).join('\n\n'),
        `\n\n### User Excerpt:\n\n\`\`\`${path}\n${fromStart ? '<|start_of_file|>\n' : ''}${above}`,
        `<|editable_region_start|>\n${ended(`${before}<|user_cursor_is_here|>${after}`)}<|editable_region_end|>\n`,
        `${ended(below)}\`\`\`\n\n### Response:\n`,
      ].join(''),
    opens: '<|editable_region_start|>',
    stop: ['<|editable_region_end|>', '<|endoftext|>'],
    reserved: ['<|editable_region_start|>', '<|user_cursor_is_here|>', '<|start_of_file|>'],
  },
  /**
   * Instinct: a chat whose message has sections for context, changes (the newest first) and the excerpt; it rewrites the
   * line above the cursor, its own and five below (core/nextEdit of continuedev/continue).
   */
  instinct: {
    models: /instinct/i,
    road: 'chat',
    narrow: task => narrowed(task, 1, 5),
    instructions:
      'You predict the next edit of a programmer. Rewrite the lines between <|editable_region_start|> and <|editable_region_end|> as they will be after it, and answer with these lines only. <|user_cursor_is_here|> is the cursor. Never undo the edits that were made.',
    prompt: ({ path, above, before, after, below, places, diffs }) =>
      [
        '### Context:',
        ...places.map(place => `<|context_file|>: ${place.path}\n<|snippet|>\n${place.text}`),
        '\n### User Edits:\n',
        ...[...diffs]
          .reverse()
          .map(({ path: file, diff }) => `User edited file "${file}"\n\n\`\`\`diff\n${diff}\n\`\`\``),
        `\n### User Excerpt:\n${path}\n`,
        `${above}<|editable_region_start|>\n${ended(`${before}<|user_cursor_is_here|>${after}`)}<|editable_region_end|>\n${below}\`\`\``,
        '### Response:',
      ].join('\n'),
    stop: [],
    reserved: ['<|editable_region_start|>', '<|editable_region_end|>', '<|user_cursor_is_here|>'],
  },
} as const satisfies Readonly<Record<string, NextEditFamily>>;

/** Name of a family. */
export type NextEditFamilyName = keyof typeof nextEditFamilies;

const names: readonly NextEditFamilyName[] = ['mercury', 'sweep', 'zeta', 'zeta1', 'instinct'];

/**
 * The family a model's id names; undefined for a model that reads the question as it stands.
 * @param edits whether the server has an endpoint for edits
 */
export function nextEditFamilyOf(model: string, edits: boolean): NextEditFamilyName | undefined {
  const name = names.find(each => nextEditFamilies[each].models.test(model));
  return name !== undefined && nextEditFamilies[name].road === 'edit' && !edits ? undefined : name;
}
