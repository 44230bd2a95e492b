/** What was gone through. */
export interface Work {
  /** Characters of the texts that were searched, cut or compared, in UTF-16 code units. */
  readonly characters: number;
  /** Elements of the lists that were gone through. */
  readonly elements: number;
}

const ofText = [
  ...[
    'slice',
    'split',
    'indexOf',
    'lastIndexOf',
    'includes',
    'startsWith',
    'endsWith',
    'replace',
    'replaceAll',
  ],
  ...['trim', 'trimStart', 'trimEnd', 'match', 'matchAll', 'search', 'substring'],
];
const ofList = [
  ...[
    'map',
    'flatMap',
    'filter',
    'some',
    'every',
    'find',
    'findLast',
    'findIndex',
    'findLastIndex',
    'reduce',
  ],
  ...['sort', 'toSorted', 'join', 'forEach', 'includes', 'indexOf', 'concat', 'reverse', 'toReversed'],
];

/**
 * Counts what a piece of work goes through: a call of a method of texts or lists counts as long as what it is called of, as
 * it is when an engine has to copy a text that was put together before it reads any of it. Says how work grows without
 * a look at the clock.
 */
export function workOf(run: () => void): Work {
  const work = { characters: 0, elements: 0 };
  const restore = [
    ...ofText.map(name => counted(String.prototype, name, text => (work.characters += lengthOf(text)))),
    ...ofList.map(name => counted(Array.prototype, name, list => (work.elements += lengthOf(list)))),
    counted(Array.prototype, Symbol.iterator, list => (work.elements += lengthOf(list))),
    counted(RegExp.prototype, 'test', (_, text) => (work.characters += lengthOf(text))),
  ];
  try {
    run();
    // To put the methods back goes through a list, too.
    return { ...work };
  } finally {
    for (const each of restore) each();
  }
}

function counted(
  prototype: object,
  name: string | symbol,
  count: (receiver: unknown, argument: unknown) => void,
): () => void {
  const original = Object.getOwnPropertyDescriptor(prototype, name);
  const method: unknown = original?.value;
  if (!original || typeof method !== 'function') throw new Error(`There is no ${String(name)}.`);
  Object.defineProperty(prototype, name, {
    ...original,
    value: function (this: unknown, ...args: unknown[]): unknown {
      count(this, args[0]);
      return Reflect.apply(method, this, args);
    },
  });
  return () => void Object.defineProperty(prototype, name, original);
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || value instanceof String) return value.length;
  return Array.isArray(value) ? value.length : 0;
}
