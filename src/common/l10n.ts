/** Puts a message into the language of the window: its English text is its key, and `{0}` stands for the first value. */
export type Translate = (message: string, ...values: readonly (string | number)[]) => string;

/** What the language of the window is, and how messages are put into it. */
export interface Language {
  /** Such as `en`, `de` or `pt-br`. */
  readonly id: string;
  readonly translate: Translate;
  /** For the pages that are to speak it too; undefined in English. */
  readonly messages?: Bundle | undefined;
}

/** The messages of a language, by their English text. */
export type Bundle = Readonly<Record<string, string>>;

const english: Language = { id: 'en', translate: filled };

// A window has one language from its start to its end, so it is handed in once and not through every call.
let current = english;

/** Everything is said in this language from now on; the entry point of a process or a page calls it before anything else. */
export function speak(language: Language): void {
  current = language;
}

/** A language by its bundle; what the bundle lacks is said in English. */
export function languageOf(id: string, bundle: Bundle): Language {
  return {
    id,
    translate: (message, ...values) =>
      filled(Object.hasOwn(bundle, message) ? (bundle[message] ?? message) : message, ...values),
  };
}

/**
 * Says something to the user, in the language of the window; English in the gateway and in tests. The message is written out at
 * the call, so that a test can read which ones there are. Modules may call it while they load: entry points import what calls
 * `speak` before everything else.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return current.translate(message, ...values);
}

/** The language that everything is said in, such as `en` or `de`. */
export function spokenLanguage(): string {
  return current.id;
}

/** The messages of that language; undefined in English. */
export function spokenMessages(): Bundle | undefined {
  return current.messages;
}

/** A number as the language of the window writes it, with so many digits behind the point and none grouped. */
export function inFigures(value: number, digits = 0): string {
  if (isEnglish()) return value.toFixed(digits);
  return value.toLocaleString(current.id, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
}

/** Several things in one sentence, with the last word between the last two: `a, b and c`. */
export function inOneBreath(things: readonly string[]): string {
  // American English has a comma before the last one.
  return new Intl.ListFormat(isEnglish() ? 'en-GB' : current.id, { type: 'conjunction' }).format(things);
}

function isEnglish(): boolean {
  return current.id === 'en' || current.id.startsWith('en-');
}

function filled(message: string, ...values: readonly (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (placeholder, index) => String(values[Number(index)] ?? placeholder));
}
