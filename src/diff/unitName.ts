import { importOf } from './importName';
import { withoutDecorators } from './leadingLines';

/** What a piece of code is, and what it is known by. */
export interface UnitName<Kind extends string> {
  readonly kind: Kind;
  /** The name it defines, the module it imports. Undefined for one that is only known by its text. */
  readonly key: string | undefined;
  /**
   * How it is defined: the word that does so, such as `function`, followed by ` self` where it takes the object it belongs to;
   * `variable`; by its name alone: a `method` with parameters and a body, or another `member`; `call` and what is called with a text
   * and code; a test of C by its macro. `type` for an import of types only. Empty for anything else.
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
  const imported = importOf([first, ...lines.slice(head + 1, end)]);
  if (imported) return { kind: 'import', ...imported };
  if (/^(?:return|throw)\b/.test(first)) return { kind: 'statement', key: 'return', form: '' };
  if (control.test(first) && !keyLike.test(first)) return { kind: 'statement', key: undefined, form: '' };
  const text = headOf([first, ...lines.slice(head + 1, Math.min(end, head + headLines))]);
  if (end - head > 1) {
    const key = taggedBy(text);
    if (key !== undefined) return { kind: 'definition', key, form: 'member' };
  }
  const key =
    typedef(text, lines[end - 1]) ?? defined(text) ?? (end - head > 1 ? calledWith(text) : undefined);
  return key
    ? { kind: 'definition', key, form: formOf(text) }
    : { kind: 'statement', key: undefined, form: '' };
}

/** The lines of a head as one, up to where the body begins. A list of parameters or arguments may go on below. */
function headOf(lines: readonly string[]): string {
  const head: string[] = [];
  let open = 0;
  for (const each of lines) {
    const line = each.trim().replace(commentBehind, '');
    head.push(line);
    open += line.split('(').length - line.split(')').length;
    if (/[{;:]$/.test(line) && open <= 0) break;
  }
  return head.join(' ');
}

/** A comment behind a line of a head, where that ends or goes on below. */
const commentBehind = /(?<=[{(,;:)])\s+(?:\/\/.*|#\s.*|\/\*[^*]*\*\/)/;

const control =
  /^(?:if|for|while|switch|do|try|with|match|await(?!\s+[\w$.]+\s*\(\s*["'`])|raise|assert|yield|break|continue|print|echo|new|del|using\s*\()\b/;

/** A key of settings, or a variable, that is called like such a word: `with:`, `match =`. */
const keyLike = /^(?:if|for|while|switch|with|match|assert|print|echo|new|del)\s*(?::(?!:)|=(?![=>]))/;

/** What tells an element of a page from others: its tag with its id, its name or its classes; its tag alone where a page has few of these. */
function taggedBy(head: string): string | undefined {
  const found = /^<([A-Za-z][\w.:-]*)(\s[^>]*)?/.exec(head);
  if (!found) return undefined;
  const [, tag = '', rest = ''] = found;
  for (const attribute of telling) {
    const said = attribute.exec(rest)?.[0];
    if (said !== undefined) return `<${tag}${said}`;
  }
  // One of many lists or paragraphs is none that has a name.
  return /^(?:html|head|title|body|header|main|nav|footer|script|style|template)$/i.test(tag)
    ? `<${tag}${rest.trimEnd()}`
    : undefined;
}

/** Attributes that an element is known by, best first. */
const telling = ['id', 'name', 'class'].map(each => new RegExp(`\\s${each}=(?:"[^"]*"|'[^']*')`));

const name = String.raw`[\p{L}_$#~@][\p{L}\p{N}_$.:?!-]*`;
const modifiers = String.raw`(?:(?:export|default|public|private|protected|internal|fileprivate|static|async|abstract|final|sealed|pub(?:\([^)]*\))?|unsafe|extern(?:\s+"[^"]*")?|override|open|data|inline|virtual|declare|readonly|local|partial|suspend|const(?=\s+(?:fn|enum))|create(?:\s+or\s+(?:replace|alter))?|(?:enum|fun|case|annotation|value|inner)(?=\s+(?:class|struct|interface|object)\b))\s+)*`;
const keyword = String.raw`(?:function\s*\*\s*|(?:function|class|interface|enum|struct|trait|protocol|module|namespace|defmodule|defp?|defmacro|fn|func|fun|sub|proc|type|record|object|union|mod|extension|actor|mixin|table|view|procedure)\s+)`;

const named = new RegExp(
  `^${modifiers}${keyword}(?:\\(\\s*(?:\\w+\\s+)?\\*?([\\w.]+)(?:\\[[^\\]]*\\])?\\s*\\)\\s*)?(${name})`,
  'iu',
);
const anonymous = /^export\s+default\b/;
// A variable may be called like that as well.
const impl = String.raw`impl(?=<|\s+[\w<&!([:])`;
const implementation = new RegExp(`^(?:unsafe\\s+)?${impl}(.*?)(?:\\{|\\bwhere\\b)`);
const created =
  /^create\s+(?:or\s+(?:replace|alter)\s+)?(?:(?:temp|temporary|unique|materialized|unlogged|global|local|recursive|external|event|constraint)\s+)*(\w+)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?((?:"[^"]*"|`[^`]*`|\[[^\]]*\]|[\w.])+)/i;
const variable = new RegExp(
  `^${modifiers}(?:const|let|var|val|static|final|auto|my|our|local)\\s+(?:mut\\s+)?(${name})\\s*(?:[:=;,]|$)`,
  'u',
);
const assigned = new RegExp(`^${modifiers}(\\**${name})\\s*(?::[^=:]+)?[:+|]?=(?![=>])`, 'u');
const property = new RegExp(`^(?:["']([^"']+)["']|${modifiers}(${name}))\\s*[?!]?:(?!:)`, 'u');
/** A field or property with its type in front of it, in the languages whose classes say who may use it. */
const field = new RegExp(
  `^(?:(?:public|private|protected|internal|static|final|readonly|volatile|transient|const|required|override|virtual|abstract)\\s+)+[\\p{L}_](?:[\\p{L}\\p{N}_.?*&\\[\\]\\s]|::|<[^()=;{}]*>)*[\\s>\\]?*&](${name})\\s*(?:\\[[^\\]]*\\]\\s*)*[=;{]`,
  'u',
);
const called = new RegExp(
  `^(?:\\*\\s*)?(?:[\\p{L}_$][\\p{L}\\p{N}_$<>\\[\\],*&:.?~\\s]*(?:[\\s*&]|>::))?(${name})\\s*(?:<[^()]*>)?\\(`,
  'u',
);

/** Tests of C and C++ have the same macro, and are known by what it is given: `TEST(Cart, Adds) {`. */
const testMacro = /^([A-Z_]*TEST[A-Z_]*)\s*\([^()"]*\)\s*\{/;

/** A type of C that has its name behind it. */
function typedef(head: string, last = ''): string | undefined {
  const isType = /^typedef\s+(?:struct|union|enum)\b.*\{/.test(head);
  return isType ? /.*\}\s*(\w+)\s*;/.exec(last)?.[1] : undefined;
}

/** The name that a head defines; undefined for a statement. */
function defined(head: string): string | undefined {
  const made = created.exec(head);
  if (made)
    return made
      .slice(1)
      .join(' ')
      .replaceAll(/["`[\]]/g, '')
      .toLowerCase();
  const found = named.exec(head);
  if (found?.[2] !== undefined) return plain(found[1] === undefined ? found[2] : `${found[1]}.${found[2]}`);
  const implemented = implementation.exec(head)?.[1];
  if (implemented !== undefined) return `impl ${implemented.replace(/\s+/g, ' ').trim()}`;
  if (anonymous.test(head)) return 'default';
  // Several of Go in brackets.
  const group = /^(type|const|var)\s+\(/.exec(head)?.[1];
  if (group !== undefined) return `${group} (`;
  const bound = field.exec(head)?.[1] ?? variable.exec(head)?.[1] ?? assigned.exec(head)?.[1];
  if (bound !== undefined) return plain(bound);
  if (testMacro.test(head)) return head.slice(0, head.indexOf(')') + 1).replaceAll(/\s/g, '');
  const call = callIn(head);
  if (call !== undefined && hasBody(head)) return plain(call);
  const key = property.exec(head);
  if (key) return key[1] ?? plain(key[2] ?? '');
  if (call === undefined && /[{:]$/.test(head)) return head.replace(/\s*[{:]$/, '').replace(/\s+/g, ' ');
  return undefined;
}

/** The name in front of the first parenthesis, where that may be a call or the head of a method. */
function callIn(head: string): string | undefined {
  const at = head.indexOf('(');
  return at > longestCall ? undefined : called.exec(head.slice(0, at + 1))?.[1];
}

/** More words in front of a parenthesis are no call, in UTF-16 code units. */
const longestCall = 300;

/** A method or a function of C has a body behind its parameters; a call has not. */
function hasBody(head: string): boolean {
  const behind = behindParameters(head);
  if (/^[^(]*\(\s*["'`]/.test(head)) return false;
  return /[{:]$|\{.*\}[;,]?$/.test(behind) && !/^(?:[=.,;]|->\s*\{)|=(?!>)/.test(behind);
}

/** What stands behind the first parentheses; empty where they are not closed. */
function behindParameters(head: string): string {
  let open = 0;
  for (let at = 0; at < head.length; at++) {
    if (head[at] === '(') open++;
    else if (head[at] === ')' && --open === 0) return head.slice(at + 1).trim();
  }
  return '';
}

/** A call that is given a text and code, such as a test: `it "adds"`. */
const givenText =
  /^(?:await\s+)?([\p{L}_$][\p{L}\p{N}_$.]*)(?:\s*\(\s*|\s+)(["'`])((?:\\.|(?!\2)[^\\])+)\2(?:\s*,.*(?:=>|\bfunction\b)|\s*\)\s*\{|.*\bdo\b)/u;

function calledWith(head: string): string | undefined {
  const given = givenText.exec(head);
  return given ? `${given[1] ?? ''} "${given[3] ?? ''}"` : undefined;
}

const keywordOf = new RegExp(`^${modifiers}(${keyword}|${impl})`, 'i');
const takesSelf = /\(\s*(?:&\s*(?:'\w+\s*)?)?(?:mut\s+)?(?:self|cls)\b/;

function formOf(head: string): string {
  const made = created.exec(head)?.[1];
  if (made !== undefined) return `create ${made.toLowerCase()}`;
  const word = keywordOf.exec(head.replace(/typedef\s+/, ''))?.[1];
  if (word !== undefined) {
    const form = word.replaceAll(/[\s*]/g, '').toLowerCase();
    return takesSelf.test(head) ? `${form} self` : form;
  }
  if (variable.test(head)) return 'variable';
  const macro = testMacro.exec(head)?.[1];
  if (macro !== undefined) return macro;
  if (callIn(head) !== undefined && hasBody(head)) return 'method';
  const call = givenText.exec(head)?.[1];
  return call === undefined ? 'member' : `call ${call}`;
}

function plain(text: string): string {
  return text.replace(/[:.?!-]$/, '').replace(/::/g, '.');
}
