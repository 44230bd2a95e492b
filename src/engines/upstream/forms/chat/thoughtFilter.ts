import type { Notes } from '../../lessons';

/** How models mark their thoughts where their server does not part them. Compared without regard to case. */
const tags: readonly (readonly [opening: string, closing: string])[] = [
  ...['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think', 'mm:think'].map(
    name => [`<${name}>`, `</${name}>`] as const,
  ),
  // Magistral and other reasoning models of Mistral; Kimi; Cohere; Open Thoughts; Gemma; MedGemma; gpt-oss.
  ['[think]', '[/think]'],
  ['◁think▷', '◁/think▷'],
  ['<|start_thinking|>', '<|end_thinking|>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|channel>thought', '<channel|>'],
  ['<unused94>', '<unused95>'],
  ['<|channel|>analysis<|message|>', '<|channel|>final<|message|>'],
];

/** Longest closing tag, with room for a number in it, in code units. */
const longestClosing = Math.max(...tags.map(([, closing]) => closing.length)) + 40;

/** The end of thoughts whose beginning the chat template wrote; not one that is quoted. */
const loneClosing = /(?<!['"`\\])(<\/(?:think|thinking|thought|seed:think|mm:think)>|\[\/think\]|◁\/think▷)/i;
/**
 * The same where nobody has said yet that this model thinks so: at the end of a line, or with the answer right behind
 * it. With blanks or marks behind it, it is spoken of.
 */
const clearClosing = new RegExp(String.raw`${loneClosing.source}(?:[ \t]*\r?\n|[^\s'"\x60.,;:!?)\]])`, 'i');

/** Models that are made to think, by their names, and not those that are made not to. */
const thinkers =
  /^(?!.*no[nt]?[-_ ]?(?:think|reason)).*(?:(^|[^a-z])(r1|qwq|reasoner|magistral)([^a-z]|$)|think(ing|er)?([^a-z]|$)|reasoning)/i;

/** The model's answers begin with thoughts that no tag opens. */
const thinksFirst = 'thinks without an opening tag';
/** A model that is called a thinker gives plain answers here. */
const answersPlainly = 'answers without thoughts';

/** Most text that is held back for a closing tag, in code units; beyond, it is thoughts. */
const mostHeld = 1024 * 1024;

/**
 * Takes the thoughts out of an answer, as models write them whose server does not part them: between tags at its
 * beginning, or before a closing tag alone, where the chat template has written the opening one. Text is held back
 * while it may yet be the beginning of a tag. All of it is held back for a model that has shown, or whose name says,
 * that it thinks without an opening tag, until the thoughts are over.
 */
export class ThoughtFilter {
  readonly #notes: Notes | undefined;
  /** Whether all is held back until the thoughts are over. */
  #holds: boolean;
  #state: 'start' | 'held' | 'thinking' | 'after' | 'text' = 'start';
  #held = '';
  #closing = '';
  /** The end of the text so far, in which a closing tag may have begun. */
  #tail = '';

  /** @param notes what is known of the model; without any it may be one that thinks, and all is held back */
  constructor(notes?: Notes) {
    this.#notes = notes;
    this.#holds =
      !notes || notes.has(thinksFirst) || (thinkers.test(notes.model) && !notes.has(answersPlainly));
  }

  /** Whether thoughts were opened that have not ended. */
  get open(): boolean {
    return this.#state === 'thinking';
  }

  /** The server parts the thoughts by itself, so what comes is the answer. Returns what was held back. */
  parted(): string {
    this.#holds = false;
    return this.#state === 'held' ? this.#pass(this.#held) : '';
  }

  /** The part of the answer in the next piece of text. */
  take(text: string): string {
    if (this.#state === 'text') return this.#watched(text);
    this.#held += text;
    if (this.#state === 'start') {
      const start = this.#held.trimStart();
      const lower = start.slice(0, 40).toLowerCase();
      const opened = tags.find(([opening]) => lower.startsWith(opening)) ?? hashed(lower);
      if (opened) {
        this.#state = 'thinking';
        this.#closing = opened[1];
        this.#held = start.slice(opened[0].length);
      } else if (tags.some(([opening]) => opening.startsWith(lower)) || /^<think:[\w-]{0,32}$/.test(lower))
        return '';
      else if (this.#holds) this.#state = 'held';
      else return this.#pass(this.#held);
    }
    if (this.#state === 'held') return this.#untilLone(text.length);
    if (this.#state === 'thinking') {
      const end = this.#held.toLowerCase().indexOf(this.#closing);
      if (end < 0) {
        this.#held = this.#held.slice(-longestClosing);
        return '';
      }
      this.#state = 'after';
      this.#held = this.#held.slice(end + this.#closing.length);
    }
    // The blank lines between the thoughts and the answer belong to neither.
    const answer = this.#held.trimStart();
    return answer === '' ? '' : this.#pass(answer);
  }

  /** What was held back when the answer is over. `natural`: it ended by itself, and was not cut. */
  rest(natural = true): string {
    const held = this.#held;
    this.#held = '';
    if (this.#state === 'start') return held;
    // Cut off before the thoughts were over, it is all thoughts.
    if (this.#state !== 'held' || !natural) return '';
    if (!this.#notes?.has(thinksFirst)) this.#notes?.learn(answersPlainly);
    return held;
  }

  #untilLone(added: number): string {
    const from = Math.max(0, this.#held.length - added - longestClosing - 2);
    const found = loneClosing.exec(this.#held.slice(from));
    if (!found) {
      if (this.#held.length > mostHeld) this.#held = this.#held.slice(-longestClosing);
      return '';
    }
    this.#notes?.learn(thinksFirst);
    this.#held = this.#held.slice(from + found.index + found[0].length);
    this.#state = 'after';
    return this.take('');
  }

  /** Text that is handed on as it comes, unless it turns out to have been thoughts: too late for this answer. */
  #watched(text: string): string {
    if (!/[>\]▷\n]/.test(text)) {
      this.#tail = (this.#tail + text).slice(-longestClosing);
      return text;
    }
    if (clearClosing.test(this.#tail + text)) this.#notes?.learn(thinksFirst);
    this.#tail = (this.#tail + text).slice(-longestClosing);
    return text;
  }

  #pass(text: string): string {
    this.#state = 'text';
    this.#held = '';
    return this.#watched(text);
  }
}

/** `<think:6124c78e>`: a tag with a number that its end repeats. */
function hashed(lower: string): readonly [string, string] | undefined {
  const opening = /^<(think:[\w-]{1,32})>/.exec(lower);
  return opening ? [opening[0], `</${opening[1] ?? ''}>`] : undefined;
}
