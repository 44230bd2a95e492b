import { childrenOf, descendants, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import type { TypedSource } from '../typed/source';

/** A function of one parameter that only one thing in the selection gives its name to. */
export interface OneParameterFunction {
  readonly node: CodeNode;
  readonly name: string;
  readonly parameter: string;
  readonly type: string;
  readonly result: string;
  readonly body: CodeNode;
  /** Places in it where it names itself. */
  readonly mentions: readonly CodeNode[];
}

/** All such functions. */
export function oneParameterFunctions(source: TypedSource): OneParameterFunction[] {
  return descendants(source.root, 'FunctionDecl').flatMap(node => {
    const [keyword, named, list, result, body, ...rest] = childrenOf(node);
    if (keyword?.name !== 'func' || !named || list?.name !== 'Parameters' || rest.length > 0) return [];
    if (result?.name !== 'TypeName' || body?.name !== 'Block') return [];
    const [only, ...more] = childrenOf(list).filter(({ name }) => name === 'Parameter');
    const [parameter, type, ...others] = only ? childrenOf(only) : [];
    if (!parameter || type?.name !== 'TypeName' || more.length > 0 || others.length > 0) return [];
    const [name, parameterName] = [textOf(source, named), textOf(source, parameter)];
    if (source.doubtful.has(name) || definitionsOf(source, source.root, name).length !== 1) return [];
    if (definitionsOf(source, node, parameterName).length !== 1) return [];
    return [
      {
        node,
        name,
        parameter: parameterName,
        type: textOf(source, type),
        result: textOf(source, result),
        body,
        mentions: mentionsOf(source, body, name),
      },
    ];
  });
}
