import { randomOf } from '../random';

/** A program in Python that declares `f(a, b, xs, ys, d)`, full of what the rules look for and of what must hold them back. All loops end. */
export function program(seed: number): string {
  const { below, once, pick } = randomOf(seed);
  let count = 0;
  const fresh = (prefix: string): string => `${prefix}${count++}`;
  const names = ['a', 'b'];

  const test = (depth: number): string => {
    const [left, right] = [expression(depth - 1), expression(depth - 1)];
    return pick([
      `${left} in xs`,
      `not ${left} in xs`,
      `not (${left} in xs) or ${right}`,
      `not not ${left} or ${right}`,
      `not ${left} is ${right} and ${left}`,
      `not ${left} not in ys`,
      `${left} is not None`,
      `isinstance(${left}, int)`,
      `isinstance(${left}, int) and not ${right}`,
      `${left} == ${right}`,
      `1 < len(xs) < 3`,
      left,
    ]);
  };

  const expression = (depth: number): string => {
    if (depth <= 0) return pick(['a', pick(names as [string, ...string[]]), String(below(4)), '"s"', 'None']);
    const inner = (): string => expression(depth - 1);
    return pick<() => string>([
      () => `(${inner()} ${pick(['or', 'and'])} ${inner()})`,
      () => `(not ${inner()} ${pick(['or', 'and'])} ${inner()})`,
      () => `(${test(depth)})`,
      () => `(True if ${test(depth)} else False)`,
      () => `(False if ${test(depth)} else True)`,
      () => `(${inner()} if ${test(depth)} else ${inner()})`,
      () => `[${inner()}, *xs, ${inner()}]`,
      () => `(${inner()}, ${inner()})`,
      () => `{${pick(['"k"', '1'])}: ${inner()}, **d}`,
      () => `say(${inner()})`,
      () => `f"{not a in xs or ${pick(names as [string, ...string[]])}}{a!r:>{3}}"`,
      () => `f"{not 1 in xs=}{a=}"`,
      () => `(lambda x, *y, z=1, **k: (x, y, z, k))(${inner()})`,
      () => `[x for x in xs if not x in ys]`,
      () => `{x: ${pick(['x', 'a'])} for x in ys if x}`,
      () => `{x for x in xs} | {1}`,
      () => `len([*(x for x in xs if x is not a)])`,
      () => `(w := ${inner()})`,
      () => `(d["p"] if "p" in d else 0)`,
      () => `(d[a] if a in d else "none")`,
      () => `xs[${below(3)}:${below(3)}:${once(2) ? '-1' : '2'}]`,
      () => `(-${below(5)} ** 2 + ~${below(4)} @ Never() if False else ${below(9)} // 2 % 3)`,
      () => `d.get("p", ...)`,
      () => `str(${inner()}) + "t" "u" r"\\d" + b"v".decode()`,
    ])();
  };

  const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');
  const body = (depth: number, loop = false): string =>
    indented(Array.from({ length: 1 + below(2) }, () => statement(depth, loop)).join('\n'));

  const statement = (depth: number, loop: boolean): string => {
    if (depth <= 0)
      return pick(['pass', `say(${expression(1)})`, ...(loop ? ['continue', 'break'] : ['return a'])]);
    const own = fresh('v');
    const number = fresh('n');
    const i = fresh('i');
    return pick<() => string>([
      () => {
        const text = `${own} = ${expression(depth)}`;
        names.push(own);
        return text;
      },
      () => `${own}, *${fresh('r')} = [${expression(1)}, 1]`,
      () => `${own}: int = ${below(5)}\n${own} += 1`,
      () =>
        `${number} = ${below(5)}\n${number} = ${number} ${pick(['+', '-', '*', '//', '%'])} ${1 + below(4)}\nsay(${number})`,
      () =>
        `${number} = 0\nfor ${i} in ys:\n    ${number} = ${number} + ${pick(['1', 'len(xs)'])}\nsay(${number})`,
      () =>
        `${own} = []\nfor ${i} in ${pick(['xs', 'ys', 'range(3)'])}:\n    ${once(2) ? `if ${pick([i, `not ${i} in xs`])}:\n        ` : ''}${own}.append(${pick([i, `(${i}, a)`, `say(${i})`])})\nsay(${own})`,
      () =>
        `${own} = ${pick(["''", '""'])}\nfor ${i} in xs:\n    ${own} += ${pick([`str(${i})`, `f"{${i}}"`, `"x" + repr(${i})`])}\nsay(${own})`,
      () =>
        `def ${own}(k):\n    for ${i} in xs:\n        if ${i} ${pick(['>', '==', 'in', 'is'])} ${pick(['k', '1'])}:\n            return ${pick(['True', 'False'])}\n    return ${pick(['True', 'False'])}\nsay(${own}(xs))`,
      () =>
        `for ${i} in range(len(xs)):\n    say(${pick([`xs[${i}]`, `(${i}, xs[${i}])`, `f"{xs[${i}]}"`, `f"{xs[${i}]=}"`])})`,
      () =>
        `${number} = 0\nfor ${i} in range(len(xs)):\n    ${number} += ${i}\n    if xs[${i}]:\n        ${number} += 1\nsay(${number})`,
      () => `if ${test(2)}:\n    return True\nreturn False`,
      () => `if ${test(2)}:\n    return False\nelse:\n    return True`,
      () =>
        `if ${test(2)}:\n${body(depth - 1, loop)}\nelif ${test(1)}:\n${body(depth - 1, loop)}\nelse:\n${body(depth - 1, loop)}`,
      () => `for ${i} in xs:\n${body(depth - 1, true)}\nelse:\n    say("else")`,
      () => `${i} = 2\nwhile ${i} > 0:\n    ${i} -= 1\n${body(depth - 1, true)}`,
      () =>
        `try:\n${body(depth - 1, loop)}\nexcept (TypeError, ValueError) as e:\n    say(type(e).__name__)\nelse:\n    say(1)\nfinally:\n    say(2)`,
      () => `with Ctx() as ${own}, Ctx():\n${body(depth - 1, loop)}`,
      () =>
        `match ${pick(['a', 'xs', 'a, b', '(a, d)'])}:\n    case int(): say("int")\n    case [1, *${own}] if ${own}: say(1)\n    case {"p": ${fresh('m')}}: say(2)\n    case (None | "s") as ${fresh('m')}: say(3)\n    case _:\n${indented(body(depth - 1, loop))}`,
      () =>
        `def ${own}(n${once(2) ? ': int' : ''}):\n    if n ${pick(['<= 1', '== 0', '< 1'])}:\n        return ${below(3)}\n    return ${pick([`n * ${own}(n - 1)`, `${own}(n - 1) + n`, `2 * ${own}(n - 1) - n`])}\nsay(${own}(${below(9)}))`,
      () =>
        `def ${own}(n${once(2) ? ': int' : ''}):\n    if n ${pick(['<= 1', '< 2', 'in (0, 1)'])}:\n        return ${pick(['n', '1'])}\n    return ${pick([`${own}(n - 1) + ${own}(n - 2)`, `${own}(n - 1) - n * ${own}(n - 1)`])}\nsay(${own}(${below(9)}))`,
      () =>
        `def ${own}(n, m):\n    if n ${pick(['<= 0', 'in (0, -1)', '< 1 or not n'])}:\n        return m\n    t = n % 2\n    if t:\n        return ${own}(n - 1, ${pick(['m + t', '[m]', 'n'])})\n    return ${own}(n - 2, m)\nsay(${own}(${below(9)}, 1))`,
      () =>
        `def ${own}(x, /, y=1, *z, k: int = 2, **w) -> "t":\n    nonlocal b\n    b = x\n    yield from (x, y)\n    yield\nsay(list(${own}(${expression(1)})))`,
      () =>
        `class ${own}(object, metaclass=type):\n    p: int = 1\n    @property\n    def q(self): return not self in xs\nsay(${own}().q)`,
      () =>
        `async def ${own}():\n    async with a as x: return not await x or [await y async for y in b]\n    async for z in xs: await z + 1`,
      () => `del d["z"]\nassert ${expression(1)} or True, "no"\nglobal ${own}\n${own} = ${expression(1)}`,
      () => `raise ValueError(${expression(1)}) from None`,
      () => `import math as ${own}; from os import path as ${fresh('o')}`,
    ])();
  };
  const lines = Array.from({ length: 4 }, () => statement(3, false)).join('\n');
  return `def f(a, b, xs: list, ys: ${pick(['list[int]', 'tuple'])}, d: dict):\n${indented(lines)}\n    return (a, b, d)\n`;
}
