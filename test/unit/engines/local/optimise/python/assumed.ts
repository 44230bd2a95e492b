import { randomOf } from '../random';

/**
 * A program in Python that declares `f(a, b, xs, ys, d)`, made of what the rules rewrite under an assumption; the values
 * it works on are such that every assumption holds.
 */
export function assumedProgram(seed: number): string {
  const { below, pick } = randomOf(seed);
  const numbers = (): string => `[${Array.from({ length: 1 + below(6) }, () => below(5)).join(', ')}]`;
  const value = (): string => pick(['x', 'x * 2', 'x - 1', 'abs(x)', `x % ${2 + below(3)}`, 'g(x)']);
  const test = (): string => pick(['x', `x > ${below(4)}`, 'x in ys', 'x not in ys', 'g(x)']);
  const pieces: readonly [() => string, ...(() => string)[]] = [
    () => `for i in range(len(xs)):\n    out.append(${pick(['xs[i]', '(i, xs[i])', 'g(xs[i])'])})`,
    () => `n = 0\nfor i in range(len(xs)):\n    n += xs[i]\nout.append(n)`,
    () => `n = 0\nfor x in xs:\n    ${pick(['', `if ${test()}:\n        `])}n += ${value()}\nout.append(n)`,
    () => `s = ""\nfor w in words:\n    s += ${pick(['w', 'w + ","', 'w.upper()'])}\nout.append(s)`,
    () => `for x in xs:\n    if ${test()}:\n        out.append(${value()})`,
    () =>
      `seen = []\nfor x in ${pick(['xs', 'ys'])}:\n    if x not in seen:\n        seen.append(x)\nout.append(seen)`,
    () =>
      `out.append(sorted(${pick(['xs', 'ys', 'list(xs)'])}${pick(['', ', reverse=True', ', key=abs'])})[${pick(['0', '-1'])}])`,
    () => `for k in d.keys():\n    out.append((k, "p" in d.keys()))`,
    () =>
      `out.append(${pick(['sum', 'max', 'min', 'any', 'all', 'set'])}([${value().replace('g(x)', 'x')} for x in xs]))`,
    () => `out.append(${pick(['list([x for x in xs])', 'sorted(list(xs))', 'sum(list(xs))'])})`,
    () =>
      `for x in xs:\n    out.append(bool(re.compile(${pick(['"[12]"', 'r"\\d+"', '"x"'])}).match(str(x))))`,
    () =>
      `async def h():\n    p = await later(${below(5)})\n    q = await later(${below(5)})\n    out.append((p, q))\nasyncio.run(h())`,
    () =>
      `def k(x):\n    if ${pick(['x', 'not x', 'x in xs', 'x is None'])}:\n        out.append(x)\n        for y in xs:\n            out.append(y)\nk(${below(4)})`,
  ];
  const body = Array.from({ length: 3 }, () => {
    const lines = pick(pieces)();
    return `def part(xs, ys, d, words, out):\n${lines.replace(/^(?=.)/gm, '    ')}\npart(${numbers()}, ${numbers()}, {"p": 1, "q": 2}, ["a", "b"], out)`;
  }).join('\n');
  const head =
    'import asyncio\nimport re\nasync def later(x):\n    return x + 1\ndef g(x):\n    return x + 1\n';
  return `${head}def f(a, b, xs: list, ys: list, d: dict):\n    out = []\n${body.replace(/^(?=.)/gm, '    ')}\n    return out\n`;
}
