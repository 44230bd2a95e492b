import { descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { mentionsOf } from '../typed/mentions';
import { callOf, isName, type TypedRule, type TypedSource } from '../typed/source';
import { isPackage, needed } from './imports';
import { typeOfName } from './types';

const id = 'itoa-from-sprintf';

/**
 * `fmt.Sprintf("%d", n)` of an `int` becomes `strconv.Itoa(n)`. Something else has to use `fmt`, which would be imported
 * in vain otherwise.
 */
export const itoaFromSprintf: TypedRule = {
  id,
  find(source) {
    if (!isPackage(source, 'fmt')) return [];
    const calls = descendants(source.root, 'Call').filter(call => formattedNumber(source, call));
    if (mentionsOf(source, source.root, 'fmt').length <= calls.length) return [];
    return calls.flatMap((call): Rewrite[] => {
      const number = formattedNumber(source, call);
      const need = needed(source, 'strconv');
      if (!number || !need) return [];
      return [
        {
          rule: id,
          why: 'writes a number without reading a format first',
          assumes: need.assumes,
          at: call.from,
          edits: [
            ...need.edits,
            { start: call.from, end: call.to, text: `strconv.Itoa(${textOf(source, number)})` },
          ],
        },
      ];
    });
  },
};

/** The name of an `int` in `fmt.Sprintf("%d", n)`, `fmt.Sprintf("%v", n)` or `fmt.Sprint(n)`. */
function formattedNumber(source: TypedSource, node: CodeNode): CodeNode | undefined {
  const call = callOf(source, node);
  if (!call || !isName(source, call.on, 'fmt')) return undefined;
  const format = call.name === 'Sprintf' ? call.args[0] : undefined;
  const number = call.name === 'Sprintf' ? call.args[1] : call.name === 'Sprint' ? call.args[0] : undefined;
  if (!number || call.args.length !== (format ? 2 : 1)) return undefined;
  if (format && !['"%d"', '"%v"'].includes(textOf(source, format))) return undefined;
  const type = typeOfName(source, number);
  return type?.kind === 'named' && type.name === 'int' ? number : undefined;
}
