import * as t from '@babel/types';
import { parseJs } from '../optimise/javascript/parse';
import { endOf, startOf, type JsSource } from '../optimise/javascript/source';
import { canRewrite } from '../optimise/languages';
import { parsePy } from '../optimise/python/parse';
import { childrenOf, descendants, type PySource } from '../optimise/python/source';
import type { PyNode } from '../optimise/python/tree';
import { callOf, type TypedSource } from '../optimise/typed/source';
import { parseTypedLanguage } from './typedSymbols';

/** Something that code does at a place; offsets are of the text. */
export interface Deed {
  readonly kind: 'call' | 'write' | 'throw' | 'loop' | 'branch';
  /** What is called, written to or thrown, as it stands there; empty where that is no plain name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a text does, in the order of the text; undefined where it cannot be read. */
export function deedsOf(text: string, language: string): Deed[] | undefined {
  if (!canRewrite(language)) return undefined;
  if (language === 'python') {
    const source = parsePy(text);
    return source && inOrder(pyDeeds(source), source.start);
  }
  if (language === 'go' || language === 'java') {
    const source = parseTypedLanguage(text, language);
    return source && inOrder(typedDeeds(source), 0);
  }
  const source = parseJs(text, language);
  return source && inOrder(jsDeeds(source), source.start);
}

function inOrder(deeds: readonly Deed[], offset: number): Deed[] {
  return deeds
    .map(deed => ({ ...deed, start: deed.start - offset, end: deed.end - offset }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Longer names are cut out: they are expressions. UTF-16 code units. */
const longestName = 60;

function plain(text: string): string {
  return text.length <= longestName && /^(?:new )?#?[\w$]+(?:[.?]*\.#?[\w$]+)*$/.test(text) ? text : '';
}

function jsDeeds({ ast, code }: JsSource): Deed[] {
  const deeds: Deed[] = [];
  const add = (kind: Deed['kind'], node: t.Node, named?: t.Node | null): void => {
    const name = named ? plain(code.slice(startOf(named), endOf(named))) : '';
    deeds.push({ kind, name, start: startOf(node), end: endOf(node) });
  };
  t.traverseFast(ast, node => {
    if (t.isCallExpression(node) || t.isOptionalCallExpression(node) || t.isNewExpression(node))
      add('call', node, node.callee);
    else if (t.isAssignmentExpression(node)) add('write', node, node.left);
    else if (t.isUpdateExpression(node)) add('write', node, node.argument);
    else if (t.isThrowStatement(node))
      add('throw', node, t.isNewExpression(node.argument) ? node.argument.callee : node.argument);
    else if (t.isLoop(node)) add('loop', node);
    else if (t.isIfStatement(node) || t.isConditionalExpression(node) || t.isSwitchStatement(node))
      add('branch', node);
  });
  return deeds;
}

const pyKinds: Readonly<Record<string, Deed['kind']>> = {
  CallExpression: 'call',
  AssignStatement: 'write',
  UpdateStatement: 'write',
  RaiseStatement: 'throw',
  ForStatement: 'loop',
  WhileStatement: 'loop',
  IfStatement: 'branch',
  ConditionalExpression: 'branch',
  MatchStatement: 'branch',
};

function pyDeeds({ root, code }: PySource): Deed[] {
  return descendants(root, ...Object.keys(pyKinds)).flatMap((node): Deed[] => {
    const kind = pyKinds[node.name];
    const named = kind === undefined ? undefined : namedBy(kind, node);
    return kind === undefined
      ? []
      : [
          {
            kind,
            name: named ? plain(code.slice(named.from, named.to)) : '',
            start: node.from,
            end: node.to,
          },
        ];
  });
}

function namedBy(kind: Deed['kind'], node: PyNode): PyNode | undefined {
  const [first, second] = childrenOf(node);
  if (kind === 'call' || kind === 'write') return first;
  if (kind !== 'throw') return undefined;
  return second?.name === 'CallExpression' ? childrenOf(second)[0] : second;
}

const typedKinds: Readonly<Record<string, Deed['kind']>> = {
  Call: 'call',
  ObjectCreationExpression: 'call',
  Assignment: 'write',
  AssignmentExpression: 'write',
  IncDecStatement: 'write',
  UpdateExpression: 'write',
  ThrowStatement: 'throw',
  DoStatement: 'loop',
  EnhancedForStatement: 'loop',
  ForStatement: 'loop',
  WhileStatement: 'loop',
  IfStatement: 'branch',
  SelectStatement: 'branch',
  SwitchStatement: 'branch',
  TernaryExpression: 'branch',
  TypeSwitchStatement: 'branch',
};

function typedDeeds(source: TypedSource): Deed[] {
  return descendants(source.root, ...Object.keys(typedKinds)).flatMap((node): Deed[] => {
    const kind = typedKinds[node.name];
    if (kind === undefined) return [];
    const panics = kind === 'call' && callOf(source, node)?.name === 'panic' && source.language === 'go';
    const name = plain(namedIn(source, node, kind));
    return [{ kind: panics ? 'throw' : kind, name, start: node.from, end: node.to }];
  });
}

/** What is called, written to or thrown, as it stands there. */
function namedIn({ code }: TypedSource, node: PyNode, kind: Deed['kind']): string {
  const [first, second] = childrenOf(node);
  if (kind === 'call') {
    const list = node.children.findLast(({ name }) => name === 'Arguments' || name === 'ArgumentList');
    return code.slice(node.from, list?.from).replace(/^new\s+|<.*$/gs, '');
  }
  if (kind === 'throw')
    return second ? code.slice(second.from, second.to).replace(/^new\s+|\(.*$/gs, '') : '';
  const target = first?.name === 'UpdateOp' ? second : first;
  return kind === 'write' && target ? code.slice(target.from, target.to) : '';
}
