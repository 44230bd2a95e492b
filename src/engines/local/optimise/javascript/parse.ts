import { parse, type ParserOptions, type ParserPlugin } from '@babel/parser';
import * as t from '@babel/types';
import { layoutOf } from '../layout';
import { readAround, type Attempt, type Extent, type Reading, type Unreadable } from '../setAside';
import { assignedIn } from './assigned';
import { childrenOf } from './pure';
import { endOf, type JsSource } from './source';
import { besides, outerGrammar } from './unread';

type Wrapping = readonly [before: string, after: string];

const nothing: Wrapping = ['', ''];
const aClass: Wrapping = ['class _ extends _ {\n', '\n}'];
const anObject: Wrapping = ['({\n', '\n})'];

/** What may stand around a selection: a piece of a class, an expression, a piece of an object, of a switch, of a generator. */
const wrappings: readonly Wrapping[] = [
  nothing,
  aClass,
  ['(\n', '\n)'],
  anObject,
  ['switch (_) {\n', '\n}'],
  ['async function* _() {\n', '\n}'],
];

/**
 * Parses a selection of one of VS Code's four JavaScript and TypeScript language ids; undefined when nothing makes
 * all of it parse.
 */
export function parseJs(text: string, language: string): JsSource | undefined {
  const attempt = parseSelection(text, language);
  return 'source' in attempt ? attempt.source : undefined;
}

/** Reads as much of a selection as parses. */
export function readJs(text: string, language: string): Reading<JsSource> | Unreadable {
  const whole = parseSelection(text, language);
  if ('source' in whole) return { source: whole.source, unread: [] };
  let best: Reading<JsSource> | undefined;
  for (const wrapping of [nothing, aClass, anObject]) {
    const reading = readAround(text, {
      ...outerGrammar,
      parse: (attempt, original) => parseWrapped(attempt, original, wrapping, language),
    });
    if ('fault' in reading) continue;
    if (!best || lengthOf(reading.unread) < lengthOf(best.unread)) best = reading;
    if (lengthOf(best.unread) * 4 < text.length) break;
  }
  return best ? { ...best, source: besides(best.source, text, best.unread) } : whole;
}

function lengthOf(places: readonly Extent[]): number {
  return places.reduce((sum, { start, end }) => sum + end - start, 0);
}

function parseSelection(text: string, language: string): Attempt<JsSource> {
  let fault = 0;
  for (const wrapping of wrappings) {
    const attempt = parseWrapped(text, text, wrapping, language);
    if ('source' in attempt) return attempt;
    // What stops at the end only closed the wrapping too early.
    if (attempt.fault < text.trimEnd().length) fault = Math.max(fault, attempt.fault);
  }
  return { fault };
}

/** Parses a text in a wrapping; `original` is what the source says in the text's place. */
function parseWrapped(
  text: string,
  original: string,
  [before, after]: Wrapping,
  language: string,
): Attempt<JsSource> {
  let fault = 0;
  for (const options of waysToParse(text, language)) {
    const attempt = tryParse(before + text + after, options);
    if ('fault' in attempt) {
      fault = Math.max(fault, Math.min(attempt.fault - before.length, text.length));
    } else if (parsedInside(attempt.source, before)) {
      const code = before + original + after;
      const ast = attempt.source;
      const source = {
        code,
        ast,
        start: before.length,
        end: before.length + text.length,
        layout: layoutOf(original, '  '),
        statementEnd: statementEnd(ast, code),
        names: namesIn(ast),
        typed: language.startsWith('typescript'),
        assigned: assignedIn(ast),
        doubtful: new Set<string>(),
        closed: [],
      };
      return { source };
    }
  }
  return { fault };
}

/** What a selection may lack because of what is around it, and no fault of its syntax. */
const lacking = new Set([
  'IllegalBreakContinue',
  'InvalidPrivateFieldResolution',
  'NonAbstractClassHasAbstractMethod',
  'OverrideNotInSubClass',
]);

function tryParse(code: string, options: ParserOptions): Attempt<t.File> {
  try {
    const ast = parse(code, { ...tolerant, ...options });
    const error = ast.errors?.find(({ reasonCode }) => !lacking.has(reasonCode));
    if (error) return { fault: offsetOf(error) };
    const deep = tooDeep(ast);
    return deep === undefined ? { source: ast } : { fault: deep };
  } catch (error) {
    return { fault: offsetOf(error) };
  }
}

/** What stands deeper in other code is not read: looking at it takes the call stack. */
const mostDeep = 1000;

/** Where a tree goes too deep. It is looked at without the call stack. */
function tooDeep(ast: t.File): number | undefined {
  let level: t.Node[] = [ast];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostDeep) return level[0]?.start ?? 0;
    level = level.flatMap(childrenOf);
  }
  return undefined;
}

function offsetOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'pos' in error && typeof error.pos === 'number'
    ? error.pos
    : 0;
}

const tolerant: ParserOptions = {
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
  allowNewTargetOutsideFunction: true,
};

/** Syntax that is on its way into the language, as far as the parser knows it. */
const upcoming: readonly ParserPlugin[] = [
  'decoratorAutoAccessors',
  'deferredImportEvaluation',
  'deprecatedImportAssert',
  'destructuringPrivate',
  'explicitResourceManagement',
  'exportDefaultFrom',
  'sourcePhaseImports',
];

/** As a module and as a script; with decorators of either kind, `await` as a name and Flow's types where the text may have them. */
function waysToParse(text: string, language: string): ParserOptions[] {
  const typed: ParserPlugin[] = language.startsWith('typescript') ? ['typescript'] : [];
  const jsx: ParserPlugin[] = language === 'typescript' ? [] : ['jsx'];
  const decorators: ParserPlugin[] = text.includes('@')
    ? ['decorators-legacy', 'decorators']
    : ['decorators-legacy'];
  const ways = decorators.flatMap((kind): ParserOptions[] => {
    const plugins = [...typed, ...jsx, ...upcoming, kind];
    return [
      { sourceType: 'module', plugins },
      { sourceType: 'script', plugins },
    ];
  });
  const plugins = [...typed, ...jsx, ...upcoming];
  if (/\bawait\b/.test(text)) ways.push({ sourceType: 'script', plugins, allowAwaitOutsideFunction: false });
  if (typed.length === 0 && text.includes('@flow')) {
    ways.push({ sourceType: 'module', plugins: [...plugins, 'flow', 'decorators'] });
  }
  return ways;
}

/** A selection such as `} function f() {` closes the wrapping itself; then the program is not our one statement. */
function parsedInside(ast: t.File, before: string): boolean {
  if (before === '') return true;
  const [statement, ...rest] = ast.program.body;
  return statement !== undefined && rest.length === 0 && ast.program.directives.length === 0;
}

function statementEnd(ast: t.File, code: string): ';' | '' {
  let ended = 0;
  let open = 0;
  t.traverseFast(ast, node => {
    if (!t.isReturnStatement(node) && !t.isExpressionStatement(node) && !t.isVariableDeclaration(node))
      return;
    if (code[endOf(node) - 1] === ';') ended++;
    else open++;
  });
  return ended === 0 && open > 0 ? '' : ';';
}

function namesIn(ast: t.File): Set<string> {
  const names = new Set<string>();
  t.traverseFast(ast, node => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(node.name);
  });
  return names;
}
