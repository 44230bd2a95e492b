import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CallCollector } from '../../../../../../src/engines/upstream/forms/chat/callCollector';

interface Entry {
  readonly index?: number;
  readonly id?: string | null;
  readonly function?: { readonly name?: string | null; readonly arguments?: unknown };
}

const piece = (
  index: number | undefined,
  id: string | undefined,
  name: string | undefined,
  args: unknown,
): Entry => ({
  ...(index === undefined ? {} : { index }),
  ...(id === undefined ? {} : { id }),
  function: { ...(name === undefined ? {} : { name }), arguments: args },
});

function collect(lists: readonly (readonly Entry[])[]): string[] {
  const calls = new CallCollector(new Set(['weather', 'time']));
  for (const list of lists) calls.take(list);
  return calls.events().map(event => (event.kind === 'call' ? `${event.name} ${event.arguments}` : ''));
}

const rome = '{"city":"Rome"}';
const oslo = '{"city":"Oslo"}';
const both = [`weather ${rome}`, `weather ${oslo}`];

describe('CallCollector: parallel calls', () => {
  const table: readonly (readonly [
    what: string,
    lists: readonly (readonly Entry[])[],
    expected: readonly string[],
  ])[] = [
    [
      'as OpenAI streams them',
      [
        [piece(0, 'a', 'weather', '')],
        [piece(0, undefined, undefined, '{"city":')],
        [piece(0, undefined, undefined, '"Rome"}')],
        [piece(1, 'b', 'weather', oslo)],
      ],
      both,
    ],
    [
      'in turns',
      [
        [piece(0, 'a', 'weather', '')],
        [piece(1, 'b', 'weather', '')],
        [piece(0, undefined, undefined, rome)],
        [piece(1, undefined, undefined, oslo)],
      ],
      both,
    ],
    ['index 0, no ids', [[piece(0, '', 'weather', rome)], [piece(0, '', 'weather', oslo)]], both],
    [
      'no index, no ids',
      [[piece(undefined, undefined, 'weather', rome)], [piece(undefined, undefined, 'weather', oslo)]],
      both,
    ],
    ['index 0, two ids', [[piece(0, 'a', 'weather', rome)], [piece(0, 'b', 'weather', oslo)]], both],
    [
      'no index, ids, in pieces',
      [
        [piece(undefined, 'a', 'weather', '')],
        [piece(undefined, 'a', undefined, rome)],
        [piece(undefined, 'b', 'weather', '')],
        [piece(undefined, 'b', undefined, oslo)],
      ],
      both,
    ],
    ['in one list, index 0', [[piece(0, '', 'weather', rome), piece(0, '', 'weather', oslo)]], both],
    [
      'in one list, no index, arguments as objects',
      [
        [
          piece(undefined, undefined, 'weather', { city: 'Rome' }),
          piece(undefined, undefined, 'weather', { city: 'Oslo' }),
        ],
      ],
      both,
    ],
    [
      'in one list, without arguments',
      [[piece(0, '', 'time', ''), piece(0, '', 'time', '')]],
      ['time {}', 'time {}'],
    ],
    [
      'one after the other, without arguments',
      [[piece(0, 'a', 'time', '')], [piece(0, 'b', 'time', '')]],
      ['time {}', 'time {}'],
    ],
    [
      'two functions, the first without arguments',
      [[piece(0, undefined, 'time', '')], [piece(0, undefined, 'weather', rome)]],
      ['time {}', `weather ${rome}`],
    ],
    [
      'a second object without a name',
      [[piece(0, 'a', 'weather', rome)], [piece(0, undefined, undefined, oslo)]],
      both,
    ],
    [
      'an id for each piece',
      [
        [piece(0, 'a', 'weather', '')],
        [piece(0, 'b', undefined, '{"city":')],
        [piece(0, 'c', undefined, '"Rome"}')],
      ],
      [`weather ${rome}`],
    ],
    [
      'an id and the name with each piece',
      [
        [piece(0, 'a', 'weather', '{"ci')],
        [piece(0, 'b', 'weather', 'ty":')],
        [piece(0, 'c', 'weather', '"Rome"}')],
      ],
      [`weather ${rome}`],
    ],
    [
      'a name in pieces',
      [[piece(0, 'a', 'wea', '')], [piece(0, undefined, 'ther', '')], [piece(0, undefined, undefined, rome)]],
      [`weather ${rome}`],
    ],
    [
      'the whole call again at its end',
      [[piece(0, 'a', 'weather', rome)], [piece(0, 'a', 'weather', rome)]],
      [`weather ${rome}`],
    ],
    [
      'the arguments again at its end',
      [[piece(0, 'a', 'weather', rome)], [piece(0, '', '', rome)]],
      [`weather ${rome}`],
    ],
    [
      'an empty object before the arguments',
      [
        [piece(0, 'a', 'weather', '{}')],
        [piece(0, undefined, undefined, '{"city":')],
        [piece(0, undefined, undefined, '"Rome"}')],
      ],
      [`weather ${rome}`],
    ],
    [
      'no index, ids, in turns',
      [
        [piece(undefined, 'a', 'weather', '{"city":')],
        [piece(undefined, 'b', 'time', '{')],
        [piece(undefined, 'a', undefined, '"Rome"}')],
        [piece(undefined, 'b', undefined, '}')],
      ],
      [`weather ${rome}`, 'time {}'],
    ],
    [
      'null for what is missing',
      [[{ index: 0, id: null, function: { name: null, arguments: null } }], [piece(0, 'a', 'weather', rome)]],
      [`weather ${rome}`],
    ],
    [
      'brackets and quotes within a text',
      [
        [piece(0, '', 'weather', '{"city":"}{\\"')],
        [piece(0, '', undefined, '}"}')],
        [piece(0, '', 'time', '{}')],
      ],
      ['weather {"city":"}{\\"}"}', 'time {}'],
    ],
  ];
  for (const [what, lists, expected] of table) it(what, () => assert.deepEqual(collect(lists), expected));

  it('come out as they were, wherever their arguments are cut and whichever marks they carry', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
    const marks = fc.constantFrom('index', 'id', 'neither' as const);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.nat()), { minLength: 1, maxLength: 4 }),
        marks,
        (calls, mark) => {
          const texts = calls.map(([args]) => JSON.stringify(args));
          const lists = calls.flatMap(([, at], n) => {
            const text = texts[n] ?? '';
            const cut = 1 + (at % (text.length - 1));
            const index = mark === 'index' ? n : mark === 'neither' ? undefined : 0;
            const id = mark === 'id' ? `call_${n}` : undefined;
            return [
              [piece(index, id, 'weather', text.slice(0, cut))],
              [piece(index, undefined, undefined, text.slice(cut))],
            ];
          });
          assert.deepEqual(
            collect(lists),
            texts.map(text => `weather ${text}`),
          );
        },
      ),
    );
  });
});
