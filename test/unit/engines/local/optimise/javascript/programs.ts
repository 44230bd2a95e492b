import { randomOf } from '../random';

/** What a generated program may name. */
interface Scope {
  /** Names that can be read. */
  readonly names: string[];
  /** Those of them that can be assigned. */
  readonly open: string[];
  readonly loop: boolean;
  readonly inner: boolean;
}

/**
 * A program that declares `f(a, b, xs, ys, o)`: of every kind of statement and expression, full of what the rules
 * look for and of what must hold them back. All loops end. What it does it also writes to the list `log`.
 */
export function program(seed: number, typed: boolean): string {
  const { below, once, pick } = randomOf(seed);
  let count = 0;
  const fresh = (prefix: string): string => `${prefix}${count++}`;
  const array = typed ? ': number[]' : '';
  const any = typed ? ': any' : '';

  const name = ({ names }: Scope): string => pick(['a', ...names]);
  const within = (scope: Scope, changes: Partial<Scope> = {}): Scope => ({
    ...scope,
    names: [...scope.names],
    open: [...scope.open],
    ...changes,
  });

  /** A name as a target, in what may be around it. */
  const target = ({ open }: Scope): string => {
    const to = pick(['b', ...open]);
    if (!typed || once(2)) return once(6) ? `(${to})` : to;
    return pick([`${to}!`, `(${to} as any)`, `(<any>${to})`, `(${to} satisfies any)`, `((${to})!)`]);
  };
  const pattern = (scope: Scope): string =>
    pick([
      `[${target(scope)}]`,
      `[, ${target(scope)} = 2, ...o.rest]`,
      `{ p: ${target(scope)} }`,
      `{ p: [${target(scope)}] = [1], ...o.rest }`,
    ]);
  const assigned = (scope: Scope, depth: number): string => {
    const value = expression(scope, depth - 1);
    return pick([
      `(${target(scope)} = ${value})`,
      `(${target(scope)} ${pick(['+=', '-=', '*=', '%=', '&=', '|=', '**=', '??=', '||=', '&&=', '>>='])} ${value})`,
      `(${target(scope)}${pick(['++', '--'])})`,
      `(${pick(['++', '--'])}${target(scope)})`,
      `([${target(scope)}, ${target(scope)}] = [${value}, 1])`,
      `({ p: ${target(scope)} = 3 } = { p: ${value} })`,
      `(o.q ${pick(['=', '+='])} ${value})`,
    ]);
  };

  const test = (scope: Scope, depth: number): string => {
    const [left, right] = [expression(scope, depth - 1), expression(scope, depth - 1)];
    return pick([
      `${left} ${pick(['<', '>', '<=', '>=', '===', '!==', '==', '!='])} ${right}`,
      `!${left}`,
      `!!${left}`,
      `!(!!${left})`,
      left,
      `${left} < 1 && !${right}`,
      `${left} > 1 || ${right} !== 2`,
      `'p' in o`,
      `o instanceof Object`,
      `xs.filter(x => ${pure('x')}).length ${pick(['> 0', '=== 0', '>= 1', '!== 0', '< 1'])}`,
      `xs.indexOf(${below(5)}) ${pick(['!== -1', '=== -1', '>= 0', '> -1', '< 0'])}`,
      `typeof ${left} === 'number'`,
      `/1/.test(String(${left}))`,
    ]);
  };

  const pure = (x: string): string =>
    pick([`${x} > ${below(4)}`, `${x} % 2 === 0 && ${x} < a`, `${x} !== a ? b : ${x}`, `ys.includes(${x})`]);

  const expression = (scope: Scope, depth: number): string => {
    if (depth <= 0) return pick([name(scope), name(scope), String(below(5)), `o.p`, `xs[${below(3)}]`]);
    const inner = (): string => expression(scope, depth - 1);
    const hidden = within(scope, { names: [...scope.names, 'x'] });
    return pick<() => string>([
      () =>
        `((${inner()}) ${pick(['+', '-', '*', '/', '%', '|', '&', '^', '<<', '>>>', '**'])} (${inner()}))`,
      () => assigned(scope, depth),
      () => assigned(scope, depth),
      () => `(${test(scope, depth)} ? true : false)`,
      () => `(${test(scope, depth)} ? false : true)`,
      () => `(${test(scope, depth)} ? ${inner()} : ${inner()})`,
      () => `(${inner()} ${pick(['&&', '||', '??'])} (${inner()}))`,
      () => `${pick(['-', '+', '~', '!', 'typeof ', 'void '])}(${inner()})`,
      () => `(${inner()}, ${inner()})`,
      () => `say(${inner()})`,
      () => `say?.(${inner()})`,
      () => `((x${any}) => ${expression(hidden, depth - 1)})(${inner()})`,
      () =>
        `(function (x${any}) { ${statements(within(hidden, { loop: false, inner: true }), depth - 1)} }).call(this, ${inner()})`,
      () => `(() => { ${statements(within(scope, { loop: false, inner: true }), depth - 1)} })()`,
      () => `[...(function* () { ${once(2) ? `yield ${inner()};` : 'yield* xs;'} return; })()].length`,
      () =>
        `new (class { p = ${inner()}; static s = 1; #q = 2; get q() { return this.#q; } m() { return this.p; } })().${pick(['p', 'q', 'm()'])}`,
      () =>
        `({ a: a, b: b, [\`k\${1}\`]: ${inner()}, p: ${inner()}, m() { return; }, get g() { return 1; } }).${pick(['a', 'b', 'p'])}`,
      () => `\`t\${${inner()}}\`.length`,
      () => `tag\`a\${${inner()}}b\``,
      () => `Math.max(...[${inner()}, 1], ...xs)`,
      () => `o?.p?.[${inner()}]`,
      () => `(delete o.z, ${inner()})`,
      () => `Number(10n)`,
      () => `xs.filter(x => ${pure('x')})[0]`,
      () => `xs.filter(x => ${pure('x')}).map(x => ${pure('x')}).length`,
      () =>
        `xs.reduce((all${any}, x) => [...all, ${expression(within(hidden, { names: ['a', 'b', 'x'], open: [] }), 1)}], [])[0]`,
      ...(typed
        ? [
            (): string => `(${inner()} as any)`,
            (): string => `(${inner()})!`,
            (): string => `(<any>${inner()})`,
            (): string => `(${inner()} satisfies unknown)`,
            (): string => `(xs.filter(x => ${pure('x')})[0]!)`,
          ]
        : []),
    ])();
  };

  const statements = (scope: Scope, depth: number): string => {
    const lines = Array.from({ length: 1 + below(3) }, () => statement(scope, depth));
    return lines.join('\n');
  };
  const block = (scope: Scope, depth: number): string => `{\n${statements(within(scope), depth)}\n}`;
  const jump = (scope: Scope, depth: number): string =>
    pick([
      `return ${expression(scope, depth)};`,
      `throw say(${expression(scope, depth)});`,
      ...(scope.loop ? ['break;', 'continue;'] : [`return ${name(scope)};`]),
    ] as [string, ...string[]]);

  const declaration = (scope: Scope, depth: number): string => {
    const kind = pick(['let', 'let', 'let', 'const', 'var', 'var']);
    const own = fresh('v');
    const value = expression(scope, depth);
    scope.names.push(own);
    if (kind !== 'const' && once(2)) scope.open.push(own);
    return pick([
      `${kind} ${own}${any} = ${value};`,
      `${kind} ${own}${any} = ${value};`,
      `${kind} [${own}, ...${fresh('r')}]${typed ? ': any[]' : ''} = [${value}, ${name(scope)}.p];`.replace(
        '.p]',
        ']',
      ),
      `${kind} { p: ${own} = 1, ...${fresh('r')} }${any} = { p: ${value}, z: 1 };`,
    ]);
  };

  const loop = (scope: Scope, depth: number): string => {
    const i = fresh('i');
    const inside = within(scope, { names: [...scope.names, i], loop: true });
    return pick([
      `for (let ${i} = 0; ${i} < ${below(3)}; ${i}++) ${block(inside, depth)}`,
      `for (var ${i}${any} = 2; ${i}--;) ${block(inside, depth)}`,
      `for (let ${i} of xs) ${block(inside, depth)}`,
      `for (let ${i} in o) ${block(inside, depth)}`,
      `for (${target(scope)} of [1, 2]) ${block(within(scope, { loop: true }), depth)}`,
      `for (${pattern(scope)} of [[1], { p: [2], *[Symbol.iterator]() { yield 3; } }]${typed ? ' as any' : ''}) say(1);`,
      `for (${target(scope)} in { k: 1 }) say(2);`,
      `let ${i}${any} = 2; while (${i}-- > 0) ${block(inside, depth)}`,
      `let ${i}${any} = 2; do ${block(inside, depth)} while (!!(${i}-- > 0));`,
      `l${i}: for (let ${i} of ys) { if (${test(inside, 1)}) { ${pick(['continue', 'break'])} l${i}; } else { ${statements(inside, depth)} } }`,
    ]);
  };

  const statement = (scope: Scope, depth: number): string => {
    if (depth <= 0)
      return pick([`say(${name(scope)});`, `${pick(['b', ...scope.open])} = ${name(scope)};`, ';']);
    const changed = pick(['b', ...scope.open]);
    return pick<() => string>([
      () => declaration(scope, depth - 1),
      () => declaration(scope, depth - 1),
      () => declaration(scope, depth - 1),
      () => `${assigned(scope, depth - 1)};`,
      () => `${changed} = ${changed} ${pick(['+', '-', '*', '%', '|'])} ${expression(scope, depth - 1)};`,
      () => `say(${expression(scope, depth - 1)});`,
      () => `if (${test(scope, depth - 1)}) { ${jump(scope, depth - 2)} } else ${block(scope, depth - 1)}`,
      () =>
        `if (${test(scope, depth - 1)}) ${block(scope, depth - 1)} else if (!!a) { ${jump(scope, 0)} } else { say(0); }`,
      () => `if (${test(scope, depth - 1)}) return true;\nreturn false;`,
      () => `if (${test(scope, depth - 1)}) { return false; } else { return true; }`,
      () => loop(scope, depth - 1),
      () =>
        `switch (${expression(scope, 1)}) { case 1: let w = ${expression(scope, 1)}; say(w); ${once(2) ? 'break;' : ''} case ${expression(scope, 0)}: w = 2; default: say(3); }`,
      () =>
        `try ${block(scope, depth - 1)} catch (e) { let c${any} = e; say(typeof c); } finally { say(4); }`,
      () => block(scope, depth - 1),
      () => {
        const own = fresh('g');
        const text = `function ${own}(x${any}, y${any} = 1, ...z${any}) { ${statements(within(scope, { names: [...scope.names, 'x', 'y'], open: [...scope.open, 'x'], loop: false, inner: true }), depth - 1)}\nreturn; }`;
        return `${text}\nsay(${own}(${expression(scope, 1)}));`;
      },
      () => {
        const own = fresh('K');
        return `class ${own} { static t = 1; static { let k = 1; k++; say(k); } set s(x${any}) { let k = x; say(k); return; } }\nnew ${own}().s = ${expression(scope, 1)};`;
      },
      () => {
        const own = fresh('rec');
        const type = typed ? ': number' : '';
        return `function ${own}(n${type})${typed ? ': any' : ''} { if (n ${pick(['<= 1', '=== 0', '< 1', '<= 0'])}) return ${below(3)}; return ${pick([`n * ${own}(n - 1)`, `${own}(n - 1) + n`, `2 * ${own}(n - 1) - n`])}; }\nsay(${own}(${below(9)}));`;
      },
      () => {
        const own = fresh('fib');
        const type = typed ? ': number' : '';
        return `function ${own}(n${type})${type} { if (n ${pick(['<= 1', '< 2'])}) return ${pick(['n', '1'])}; return ${pick([`${own}(n - 1) + ${own}(n - 2)`, `${own}(n - 1) - n * ${own}(n - 1)`])}; }\nsay(${own}(${below(9)}));`;
      },
      () => {
        const own = fresh('tail');
        const type = typed ? ': any' : '';
        return `function ${own}(n${type}, m${type})${type} {\nif (n <= 0) return m;\nlet t = n % 2;\nif (t) { return ${own}(n - 1, m + t); }\nreturn ${own}(n - 2, ${pick(['m * 2', 'n', 'm + n'])});\n}\nsay(${own}(${below(9)}, ${expression(scope, 1)}));`;
      },
      () => `async function ${fresh('h')}() { let q = await a; for await (const x of xs) say(x); return q; }`,
      () =>
        `const ${fresh('s')} = ys.${pick(['filter', 'some', 'every'])}(x => ${once(2) ? '!' : ''}xs.includes(x));`,
      ...(typed
        ? [
            (): string => `enum ${fresh('E')} { A = 1, B = A }`,
            (): string => `type ${fresh('T')} = { a: string } | null; interface ${fresh('I')}<T> { b?: T[] }`,
            (): string =>
              `abstract class ${fresh('L')} { declare d: number; constructor(private readonly x: number, public y = 1) {} abstract m(): void; }`,
          ]
        : []),
    ])();
  };

  const scope: Scope = { names: ['a', 'b'], open: ['b'], loop: false, inner: false };
  const head = typed
    ? `function f(a: any, b: any, xs${array}, ys${array}, o: any): any {`
    : 'function f(a, b, list, other, o) {\nconst xs = Array.from(list);\nconst ys = Array.from(other);';
  const body = Array.from({ length: 4 }, () => statement(scope, 3)).join('\n');
  return `${head}\n${body}\nreturn [${scope.names.join(', ')}];\n}\n`;
}
