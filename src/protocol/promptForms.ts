/**
 * The forms in which code travels inside a prompt. A chat-type model reads them as they stand; our gateway
 * parses them back, to recall from them (embedded engine) or to make a true fill-in-the-middle prompt of them.
 * One form fills one content part: first line the opening tag, last line the closing tag, between them the text
 * raw, so nothing in the text can break out of it.
 */

/** A whole file or a part of one, as context. */
export interface DocumentForm {
  readonly kind: 'document';
  readonly path: string;
  /** VS Code language id. */
  readonly language: string;
  readonly text: string;
}

/** Some lines of a file, as context: a place like the one being edited. */
export interface SnippetForm {
  readonly kind: 'snippet';
  readonly path: string;
  readonly language: string;
  /** The lines it shows, counted from 1, both ends inclusive. */
  readonly lines: { readonly first: number; readonly last: number };
  readonly text: string;
}

/** Declarations of names that are used near the cursor: signatures and heads of types, all from one file. */
export interface DefinitionsForm {
  readonly kind: 'definitions';
  /** The file they are declared in. */
  readonly path: string;
  readonly language: string;
  readonly text: string;
}

/** What the language service finds wrong near the cursor, one finding a line: `12: error: ...`. */
export interface DiagnosticsForm {
  readonly kind: 'diagnostics';
  readonly path: string;
  readonly language: string;
  readonly text: string;
}

/** What is known of one file. */
export type FileForm = DocumentForm | SnippetForm | DefinitionsForm | DiagnosticsForm;

/** Everything that is there to be read, not to be answered. */
export type ContextForm = FileForm | ChangesForm;

/** Text around the cursor; the model is to write what belongs between the two halves. */
export interface CursorForm {
  readonly kind: 'cursor';
  readonly path: string;
  readonly language: string;
  readonly prefix: string;
  readonly suffix: string;
  /**
   * The place of this window in a document form of the same path earlier in the conversation: the document's text
   * before `from` precedes the prefix, its text behind `to` follows the suffix. UTF-16 offsets.
   */
  readonly within?: { readonly from: number; readonly to: number };
}

/** Code to rewrite; the model answers with the whole of it, rewritten. */
export interface SelectionForm {
  readonly kind: 'selection';
  readonly path: string;
  readonly language: string;
  /** What to do; empty means "optimise". */
  readonly instruction: string;
  readonly text: string;
}

/**
 * Code that is to be merged into the document form of the same path earlier in the conversation; lines of it may stand for
 * what it leaves out. The model answers with the whole document.
 */
export interface UpdateForm {
  readonly kind: 'update';
  readonly path: string;
  readonly language: string;
  /** What it is about; may be empty. */
  readonly instruction: string;
  readonly text: string;
}

/** What was changed in the last minutes: unified diffs, the oldest first. */
export interface ChangesForm {
  readonly kind: 'changes';
  readonly text: string;
}

/**
 * Where somebody works: some lines of a file with the cursor in them; the model is to say what will be changed next, in them
 * or in what else it was shown.
 */
export interface WindowForm {
  readonly kind: 'window';
  readonly path: string;
  readonly language: string;
  /** The line its text begins with, counted from 1. */
  readonly line: number;
  /** The lines above and below those around the cursor, whole, with their line breaks. */
  readonly above: string;
  readonly below: string;
  /** The lines around the cursor, whole, up to it and from it on: what a model rewrites that only rewrites one piece. */
  readonly before: string;
  readonly after: string;
}

/** Any of the forms. */
export type PromptForm = ContextForm | CursorForm | SelectionForm | UpdateForm | WindowForm;

const defaultMarker = '<|cursor|>';

/** Writes a form as the text of one content part. */
export function writeForm(form: PromptForm): string {
  if (form.kind === 'changes') return wrap(form.kind, {}, form.text);
  const shared = { path: form.path, language: form.language };
  switch (form.kind) {
    case 'document':
    case 'definitions':
    case 'diagnostics':
      return wrap(form.kind, shared, form.text);
    case 'snippet':
      return wrap('snippet', { ...shared, lines: `${form.lines.first}-${form.lines.last}` }, form.text);
    case 'cursor': {
      const marker = unusedMarker(form.prefix + form.suffix);
      const { within } = form;
      const place: Readonly<Record<string, string>> = within
        ? { from: String(within.from), to: String(within.to) }
        : {};
      return wrap('cursor', { ...shared, marker, ...place }, form.prefix + marker + form.suffix);
    }
    case 'window': {
      const { above, before, after, below, line } = form;
      const n = windowNumber(above + before + after + below);
      const { open, cursor, close } = windowMarks(n);
      const attributes = { ...shared, line: String(line), marks: n === 0 ? '' : String(n) };
      return wrap(form.kind, attributes, above + open + before + cursor + after + close + below);
    }
    case 'selection':
    case 'update':
      return wrap(form.kind, { ...shared, instruction: form.instruction }, form.text);
  }
}

const formPattern =
  /^<(document|snippet|definitions|diagnostics|cursor|selection|update|changes|window)((?: [a-z]+="[^"\n]*")*)>\n([\s\S]*)\n<\/\1>$/;

/** Reads a form back; undefined when the text is not one. The inverse of `writeForm`. */
export function readForm(part: string): PromptForm | undefined {
  const match = formPattern.exec(part);
  if (!match) return undefined;
  const [, kind, attributeText = '', text = ''] = match;
  const attributes = new Map(
    [...attributeText.matchAll(/ ([a-z]+)="([^"\n]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescape(value),
    ]),
  );
  if (kind === 'changes') return { kind, text };
  const path = attributes.get('path') ?? '';
  const language = attributes.get('language') ?? '';
  if (kind === 'document' || kind === 'definitions' || kind === 'diagnostics') {
    return { kind, path, language, text };
  }
  if (kind === 'snippet') {
    const lines = readLines(attributes.get('lines'));
    return lines && { kind, path, language, lines, text };
  }
  if (kind === 'selection' || kind === 'update') {
    return { kind, path, language, instruction: attributes.get('instruction') ?? '', text };
  }
  if (kind === 'window') return readWindow(text, path, language, attributes);
  const marker = attributes.get('marker') ?? defaultMarker;
  const at = text.indexOf(marker);
  if (at < 0) return undefined;
  const from = readOffset(attributes.get('from'));
  const to = readOffset(attributes.get('to'));
  return {
    kind: 'cursor',
    path,
    language,
    prefix: text.slice(0, at),
    suffix: text.slice(at + marker.length),
    ...(from !== undefined && to !== undefined && from <= to ? { within: { from, to } } : {}),
  };
}

/** What sets the lines around the cursor apart in a window. */
interface WindowMarks {
  readonly open: string;
  readonly cursor: string;
  readonly close: string;
}

function windowMarks(n: number): WindowMarks {
  const number = n === 0 ? '' : String(n);
  return { open: `<|edit${number}|>`, cursor: `<|cursor${number}|>`, close: `<|/edit${number}|>` };
}

/** The first number whose marks do not occur in a text. */
function windowNumber(text: string): number {
  const occurs = (n: number): boolean => {
    const { open, cursor, close } = windowMarks(n);
    return [open, cursor, close].some(mark => text.includes(mark));
  };
  let n = 0;
  while (occurs(n)) n++;
  return n;
}

function readWindow(
  text: string,
  path: string,
  language: string,
  attributes: ReadonlyMap<string, string>,
): WindowForm | undefined {
  const { open, cursor, close } = windowMarks(readOffset(attributes.get('marks')) ?? 0);
  const [above, rest] = parted(text, open);
  const [before, behind] = parted(rest, cursor);
  const [after, below] = parted(behind, close);
  if (below === undefined) return undefined;
  const line = readOffset(attributes.get('line')) ?? 1;
  return { kind: 'window', path, language, line, above, below, before, after };
}

function parted(text: string | undefined, mark: string): readonly [string, string | undefined] {
  const at = text?.indexOf(mark) ?? -1;
  return text === undefined || at < 0 ? ['', undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

function readLines(text = ''): SnippetForm['lines'] | undefined {
  const [, first, last] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  return first !== undefined && last !== undefined ? { first: Number(first), last: Number(last) } : undefined;
}

function readOffset(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The cursor marker that `writeForm` uses for this text: one that does not occur in it. */
export function unusedMarker(text: string): string {
  let marker = defaultMarker;
  for (let n = 1; text.includes(marker); n++) marker = `<|cursor${n}|>`;
  return marker;
}

function wrap(tag: string, attributes: Readonly<Record<string, string>>, text: string): string {
  const list = Object.entries(attributes)
    .filter(([name, value]) => value !== '' && !(name === 'marker' && value === defaultMarker))
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
  return `<${tag}${list}>\n${text}\n</${tag}>`;
}

const entities: readonly (readonly [string, string])[] = [
  ['&', '&amp;'],
  ['"', '&quot;'],
  ['\n', '&#10;'],
];

function escape(value: string): string {
  return entities.reduce((text, [from, to]) => text.replaceAll(from, to), value);
}

function unescape(value: string): string {
  return [...entities].reverse().reduce((text, [to, from]) => text.replaceAll(from, to), value);
}
