import { randomOf } from '../random';

/**
 * A program that declares `f(a, b, xs, ys, o)`, made of what the rules rewrite under an assumption; the values it works
 * on are such that every assumption holds.
 */
export function assumedProgram(seed: number, typed: boolean): string {
  const { below, pick } = randomOf(seed);
  const array = typed ? pick([': number[]', ': any']) : '';
  const any = typed ? ': any' : '';
  const numbers = (): string => `[${Array.from({ length: 1 + below(6) }, () => below(5)).join(', ')}]`;
  const value = (): string => pick(['x', 'x * 2', 'x - 1', `x % ${2 + below(3)}`, 'g(x)']);
  const test = (): string =>
    pick(['x', `x > ${below(4)}`, 'ys.includes(x)', '!ys.includes(x + 1)', 'g(x) > 2']);
  const pure = (): string => pick([`x > ${below(4)}`, 'x % 2', 'x || x === 0', `x !== ${below(4)}`]);
  const pieces: readonly [() => string, ...(() => string)[]] = [
    () =>
      `for (let i = 0; i < xs.length; i++) {\n  out.push(${pick(['xs[i]', 'g(xs[i])', 'xs[i] + xs[i]'])});\n}`,
    () =>
      `for (let i = 0; i < xs.length; i++) {\n  const x = xs[i];\n  if (${test()}) continue;\n  out.push(x);\n}`,
    () => `for (const x of xs) {\n  if (${test()}) out.push(${value()});\n}`,
    () => `out.push(xs.filter((x${any}, i${any}) => xs.indexOf(x) === i));`,
    () =>
      `const seen${typed ? ': any[]' : ''} = [];\nfor (const x of ys) {\n  if (${pick(['!seen.includes(x)', 'seen.indexOf(x) === -1'])}) seen.push(x);\n}\nout.push(seen);`,
    () =>
      `out.push(${pick(['[...xs]', 'ys.slice()'])}.sort((a${any}, b${any}) => ${pick(['a - b', 'b - a'])})${pick(['[0]', '.at(-1)'])});`,
    () => `out.push(Object.keys(o).includes(${pick(["'p'", "'q'", "'toString'"])}));`,
    () =>
      `for (const x of xs) {\n  out.push(new RegExp(${pick(["'[12]'", "'\\\\d+'", "'x'"])}).test(String(x)));\n}`,
    () =>
      `const list${typed ? ': any[]' : ''} = Array.from(xs);\nout.push(list.filter(x => ${pure()}).filter(x => ${pure()}));`,
    () =>
      `const list${typed ? ': any[]' : ''} = Array.from(xs);\nout.push(${pick(['[...list]', 'list.slice()'])}.${pick(['map', 'filter', 'some'])}(x => ${pure()}));`,
    () =>
      `async function h() {\n  const p = await later(${below(5)});\n  const q = await later(${below(5)});\n  out.push(p, q);\n}\nh();`,
    () =>
      `function k(x${any}) {\n  if (${pick(['x', '!x', 'x === 2', 'x > 1'])}) {\n    out.push(x);\n    for (const y of xs) out.push(y);\n  }\n}\nk(${below(4)});`,
  ];
  const body = Array.from(
    { length: 3 },
    () =>
      `(function (xs${array}, ys${array}, o${any}) {\n${pick(pieces)()}\n})(${numbers()}, ${numbers()}, { p: 1, q: 2 });`,
  ).join('\n');
  const head = `const later = async (x${any}) => x + 1;\nfunction g(x${any}) { return x + 1; }\n`;
  const five = typed ? 'a: any, b: any, c: any, d: any, e: any' : 'a, b, c, d, e';
  return `function f(${five})${any} {\n${head}const out${typed ? ': any[]' : ''} = [];\n${body}\nreturn out;\n}\n`;
}
