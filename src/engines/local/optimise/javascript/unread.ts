import * as t from '@babel/types';
import { blanked, wordsOf, type Extent, type Grammar, type Lines } from '../setAside';
import { endOf, startOf, type JsSource } from './source';

/** How unreadable lines are taken out of JavaScript and TypeScript. */
export const outerGrammar: Omit<Grammar<JsSource>, 'parse'> = {
  blank: lines => blanked(lines),
  asComment: line => (/^\s*(?:#|--)(?=[ \t#-])/.test(line) ? line.replace(/\S./, '//') : undefined),
  goesOn: line => /^\s*(?:(?:else|catch|finally|case|default|while)\b|[.?:,&|=])/.test(line),
  leadsOn: line => /^\s*@/.test(line),
};

/** A source whose unread lines may mean anything. */
export function besides(source: JsSource, text: string, unread: readonly Lines[]): JsSource {
  const code = unread.filter(({ comment }) => !comment);
  const doubtful: string[] = [];
  const closed = code.map(({ start, end }): Extent => {
    const place = { start: start + source.start, end: end + source.start };
    const around = bodyAround(source, place);
    const words = text.slice(start, end);
    // Between the statements of the outermost level only an assignment can change what a name means.
    if (around || /=|\+\+|--|\bfor\b[^(]*\(/.test(words)) doubtful.push(...wordsOf(words));
    return around ?? place;
  });
  return {
    ...source,
    names: new Set([...source.names, ...code.flatMap(({ start, end }) => wordsOf(text.slice(start, end)))]),
    doubtful: new Set(doubtful),
    closed: [...source.closed, ...closed],
  };
}

/** The innermost function around a place, else the statement or the member of a class. */
function bodyAround(source: JsSource, place: Extent): Extent | undefined {
  let around: t.Node | undefined;
  const visit = (nodes: readonly t.Node[]): void => {
    for (const node of nodes) {
      if (startOf(node) > place.start || endOf(node) < place.end) continue;
      const members = classMembers(node);
      if (members) {
        visit(members);
        return;
      }
      around = node;
      t.traverseFast(node, inner => {
        if (t.isFunction(inner) && startOf(inner) <= place.start && endOf(inner) >= place.end) around = inner;
      });
    }
  };
  visit(source.ast.program.body);
  return around && { start: startOf(around), end: endOf(around) };
}

function classMembers(node: t.Node): readonly t.Node[] | undefined {
  if (t.isExportNamedDeclaration(node) || t.isExportDefaultDeclaration(node))
    return node.declaration ? classMembers(node.declaration) : undefined;
  return t.isClassDeclaration(node) ? node.body.body : undefined;
}
