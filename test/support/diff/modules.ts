import fc from 'fast-check';

/** A definition of a made-up file, as lines. */
export interface Definition {
  readonly name: string;
  readonly lines: readonly string[];
}

/** A made-up file of one language. */
export interface Module {
  readonly imports: readonly string[];
  readonly definitions: readonly Definition[];
  /** What is called at its end. */
  readonly calls: readonly string[];
  /** How comments begin. */
  readonly comment: string;
}

interface Language {
  readonly comment: string;
  readonly imported: (name: string) => string;
  readonly definition: (name: string, body: readonly string[], decorated: boolean) => string[];
  readonly group: (name: string, members: readonly string[][]) => string[];
}

const indented = (lines: readonly string[], by: string): string[] =>
  lines.map(line => (line === '' ? '' : by + line));
const apart = (members: readonly string[][]): string[] =>
  members.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));

const languages: readonly Language[] = [
  {
    comment: '//',
    imported: name => `import { ${name} } from './${name}';`,
    definition: (name, body, decorated) => [
      ...(decorated ? [`/** Does ${name}. */`] : []),
      `export function ${name}(a) {`,
      ...indented(
        body.map(each => `${each};`),
        '  ',
      ),
      '}',
    ],
    group: (name, members) => [`class ${name} {`, ...indented(apart(members), '  '), '}'],
  },
  {
    comment: '#',
    imported: name => `from ${name} import ${name}`,
    definition: (name, body, decorated) => [
      ...(decorated ? [`@cached`] : []),
      `def ${name}(a):`,
      ...indented(body, '    '),
    ],
    group: (name, members) => [`class ${name}:`, ...indented(apart(members), '    ')],
  },
  {
    comment: '//',
    imported: name => `use crate::${name};`,
    definition: (name, body, decorated) => [
      ...(decorated ? [`#[inline]`] : []),
      `pub fn ${name}(a: u8) -> u8 {`,
      ...indented(
        body.map(each => `${each};`),
        '\t',
      ),
      '}',
    ],
    group: (name, members) => [`impl ${name} {`, ...indented(apart(members), '\t'), '}'],
  },
];

/** Files of functions and classes, with imports before and calls behind them. All names are different. */
export const modules: fc.Arbitrary<Module> = fc
  .record({
    language: fc.constantFrom(...languages),
    imports: fc.integer({ min: 0, max: 3 }),
    shapes: fc.array(fc.oneof(fc.constant('function' as const), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 6,
    }),
    bodies: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 30, maxLength: 30 }),
    decorated: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    calls: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ language, imports, shapes, bodies, decorated, calls }) => {
    let count = 0;
    const one = (name: string): string[] => {
      const n = count++;
      const body = Array.from({ length: bodies[n % 30] ?? 1 }, (_, line) => `step${n}_${line}(a)`);
      return language.definition(name, body, decorated[n % 30] ?? false);
    };
    return {
      comment: language.comment,
      imports: Array.from({ length: imports }, (_, n) => language.imported(`lib${n}`)),
      definitions: shapes.map((shape, n) =>
        shape === 'function'
          ? { name: `func${n}`, lines: one(`func${n}`) }
          : {
              name: `Group${n}`,
              lines: language.group(
                `Group${n}`,
                Array.from({ length: shape }, (_, m) => one(`member${n}_${m}`)),
              ),
            },
      ),
      calls: Array.from({ length: calls }, (_, n) => `start${n}(1)`),
    };
  });

/** The lines of such a file, or of a part of it. */
export function written({ imports, definitions, calls }: Module): string {
  const blocks = [imports.join('\n'), ...definitions.map(({ lines }) => lines.join('\n')), calls.join('\n')];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}
