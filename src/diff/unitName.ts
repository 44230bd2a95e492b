import { withoutDecorators } from './leadingLines';

/** What a piece of code is, and what it is known by. */
export interface UnitName<Kind extends string> {
  readonly kind: Kind;
  /** The name it defines, the module it imports. Undefined for one that is only known by its text. */
  readonly key: string | undefined;
  /**
   * How it is defined: the word that does so, such as `function`, followed by ` self` where it takes the object it belongs to;
   * `variable`; by its name alone: a `method` with parameters and a body, or another `member`; `call` and what is called with a text
   * and code. Empty for what defines nothing.
   */
  readonly form: string;
}

/** Lines of a head at the most: a long list of parameters. */
const headLines = 48;

/** By its first words, for any language that has definitions. */
export function nameOf(
  lines: readonly string[],
  head: number,
  end: number,
): UnitName<'definition' | 'import' | 'statement'> {
  const first = withoutDecorators(lines[head] ?? '');
  const imported = importOf(first);
  if (imported !== undefined) return { kind: 'import', key: imported, form: '' };
  if (/^(?:return|throw)\b/.test(first)) return { kind: 'statement', key: 'return', form: '' };
  if (control.test(first) && !keyLike.test(first)) return { kind: 'statement', key: undefined, form: '' };
  const whole: string[] = [];
  let open = 0;
  for (let at = head; at < Math.min(end, head + headLines); at++) {
    const line = at === head ? first : (lines[at] ?? '').trim();
    whole.push(line);
    // A list of parameters or arguments may go on below.
    open += line.split('(').length - line.split(')').length;
    if (/[{;:]$/.test(line) && open <= 0) break;
  }
  const text = whole.join(' ');
  const tag = end - head > 1 ? taggedBy(text) : undefined;
  if (tag !== undefined) return { kind: 'definition', key: tag, form: 'member' };
  const key = defined(text) ?? (end - head > 1 ? calledWith(text) : undefined);
  return key
    ? { kind: 'definition', key, form: formOf(text) }
    : { kind: 'statement', key: undefined, form: '' };
}

const control =
  /^(?:if|for|while|switch|do|try|with|match|await|return|throw|raise|assert|yield|break|continue|print|echo|new|del|using\s*\()\b/;

/** A key of settings that is called like such a word: `with:`. */
const keyLike = /^(?:if|for|while|switch|with|match|assert|print|echo|new|del)\s*:(?![:=])/;

/** What tells an element of a page from others: its tag with its id, its name or its classes; its tag alone where a page has few of these. */
function taggedBy(head: string): string | undefined {
  const [, tag, rest = ''] = /^<([A-Za-z][\w.:-]*)((?:\s[^>]*)?)/.exec(head) ?? [];
  if (tag === undefined) return undefined;
  const [, name, value] = /\s(id|name|class)=(["'][^"']*["'])/.exec(rest) ?? [];
  if (name !== undefined && value !== undefined) return `<${tag} ${name}=${value}`;
  // One of many lists or paragraphs is none that has a name.
  return /^(?:html|head|title|body|header|main|nav|footer|script|style|template)$/i.test(tag)
    ? `<${tag}${rest.trimEnd()}`
    : undefined;
}

function importOf(line: string): string | undefined {
  const module = /^(?:import|export)\b(?:[^"'=]*\bfrom)?\s*["']([^"']+)["']/.exec(line)?.[1];
  if (module !== undefined) return `import ${module}`;
  const python = /^(?:from\s+(\S+)\s+import|import\s+([\w.]+))/.exec(line);
  if (python) return `import ${python[1] ?? python[2] ?? ''}`;
  if (/^import\s*\($/.test(line)) return 'import (';
  const plain =
    /^(?:#include|use|using(?!\s+var\b|.*\()|require|require_relative|package|import)\s+(.+?);?$/.exec(
      line,
    )?.[1];
  return plain === undefined ? undefined : `import ${plain}`;
}

const name = String.raw`[\p{L}_$#~@][\p{L}\p{N}_$.:?!-]*`;
const modifiers = String.raw`(?:(?:export|default|public|private|protected|internal|fileprivate|static|async|abstract|final|sealed|pub(?:\([^)]*\))?|unsafe|extern(?:\s+"[^"]*")?|override|open|data|inline|virtual|declare|readonly|local|partial|suspend|const(?=\s+(?:fn|enum))|create(?:\s+or\s+replace)?)\s+)*`;
const keyword = String.raw`(?:function\s*\*\s*|(?:function|class|interface|enum|struct|trait|protocol|module|namespace|defmodule|defp?|defmacro|fn|func|fun|sub|proc|type|record|object|union|mod|extension|actor|mixin|table|view|procedure)\s+)`;

const named = new RegExp(
  `^${modifiers}${keyword}(?:\\(\\s*(?:\\w+\\s+)?\\*?([\\w.]+)(?:\\[[^\\]]*\\])?\\s*\\)\\s*)?(${name})`,
  'iu',
);
const anonymous = /^export\s+default\b/;
const implementation = /^(?:unsafe\s+)?impl\b(.*?)(?:\{|\bwhere\b|$)/;
const created =
  /^create\s+(?:or\s+replace\s+)?(?:(?:temp|temporary|unique|materialized|unlogged|global|local|recursive|external|event|constraint)\s+)*(\w+)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?([\w."`[\]]+)/i;
const variable = new RegExp(
  `^${modifiers}(?:const|let|var|val|static|final|auto|my|our|local)\\s+(?:mut\\s+)?(${name})\\s*(?:[:=;,]|$)`,
  'u',
);
const assigned = new RegExp(`^(\\**${name})\\s*(?::[^=:]+)?[:+|]?=(?![=>])`, 'u');
const property = new RegExp(`^(?:["']([^"']+)["']|(${name}))\\s*[?!]?:(?!:)`, 'u');
const called = new RegExp(
  `^(?:\\*\\s*)?(?:[\\p{L}_$][\\p{L}\\p{N}_$<>\\[\\],*&:.?~\\s]*(?:[\\s*&]|>::))?(${name})\\s*(?:<[^()]*>)?\\(`,
  'u',
);

/** The name that a head defines; undefined for a statement. */
function defined(head: string): string | undefined {
  const [, made, of] = created.exec(head) ?? [];
  if (made !== undefined && of !== undefined) return `${made.toLowerCase()} ${of.replaceAll(/["`[\]]/g, '')}`;
  const found = named.exec(head);
  if (found?.[2] !== undefined) return plain(found[1] === undefined ? found[2] : `${found[1]}.${found[2]}`);
  const implemented = implementation.exec(head)?.[1];
  if (implemented !== undefined) return `impl ${implemented.replace(/\s+/g, ' ').trim()}`;
  if (anonymous.test(head)) return 'default';
  // Several of Go in brackets.
  const group = /^(type|const|var)\s*\(/.exec(head)?.[1];
  if (group !== undefined) return `${group} (`;
  const bound = variable.exec(head)?.[1] ?? assigned.exec(head)?.[1];
  if (bound !== undefined) return plain(bound);
  const key = property.exec(head);
  const opens = /[{:]$/.test(head);
  const isCall = callIn(head)?.[1];
  if (isCall !== undefined && hasBody(head)) return plain(isCall);
  if (key) return key[1] ?? plain(key[2] ?? '');
  if (opens && isCall === undefined) return head.replace(/\s*[{:]$/, '').replace(/\s+/g, ' ');
  return undefined;
}

/** What stands up to the first parenthesis, where that may be a call or the head of a method. */
function callIn(head: string): RegExpExecArray | null {
  const at = head.indexOf('(');
  return at < 0 || at > longestCall ? null : called.exec(head.slice(0, at + 1));
}

/** More words in front of a parenthesis are no call, in UTF-16 code units. */
const longestCall = 300;

/** A method or a function of C has a body behind its parameters; a call has not. */
function hasBody(head: string): boolean {
  const opening = (callIn(head)?.[0].length ?? 0) - 1;
  let [at, open] = [opening, 0];
  do {
    if (head[at] === '(') open++;
    else if (head[at] === ')') open--;
    at++;
  } while (open > 0 && at < head.length);
  const behind = head.slice(at).trim();
  if (open > 0 || /^["'`]/.test(head.slice(opening + 1))) return false;
  return /[{:]$|\{.*\}[;,]?$/.test(behind) && !/^(?:[=.,;]|->\s*\{)|=(?!>)/.test(behind);
}

/** A call that is given a text and code, such as a test: `it "adds"`. */
const givenText =
  /^(?:await\s+)?([\p{L}_$][\p{L}\p{N}_$.]*)(?:\s*\(\s*|\s+)(["'`])((?:\\.|(?!\2)[^\\])+)\2(?:\s*,.*(?:=>|\bfunction\b)|\s*\)\s*\{|.*\bdo\b)/u;

function calledWith(head: string): string | undefined {
  const [, name, , text] = givenText.exec(head) ?? [];
  return name === undefined || text === undefined ? undefined : `${name} "${text}"`;
}

const keywordOf = new RegExp(`^${modifiers}(${keyword}|impl\\b)`, 'iu');
const takesSelf = /\(\s*(?:&\s*(?:'\w+\s*)?)?(?:mut\s+)?(?:self|cls)\b/;

function formOf(head: string): string {
  const made = created.exec(head)?.[1];
  if (made !== undefined) return `create ${made.toLowerCase()}`;
  const word = keywordOf.exec(head)?.[1]?.replaceAll(/[\s*]/g, '').toLowerCase();
  if (word !== undefined) return takesSelf.test(head) ? `${word} self` : word;
  if (variable.test(head)) return 'variable';
  if (callIn(head) !== null && hasBody(head)) return 'method';
  const call = givenText.exec(head)?.[1];
  return call === undefined ? 'member' : `call ${call}`;
}

function plain(text: string): string {
  return text.replace(/[:.?!-]+$/, '').replace(/::/g, '.');
}
