import { randomOf, type Random } from '../random';

/** A piece of Java: parameters are `int[] xs`, `List<Integer> ys`, `List<String> a, b`, `Map<String, Integer> m`, `int n`; it adds what it finds to `List<Object> out`. */
type Piece = (random: Random) => string;

const test = ({ pick, below }: Random): string =>
  pick([`x > ${below(5)}`, `x == ${below(5)}`, `!(x < ${below(5)})`, `x > 1 && x != ${below(5)}`]);

/** What nothing but the code itself has to hold for. */
const sure: readonly [Piece, ...Piece[]] = [
  ({ pick, below }) =>
    `int k = 0;\nfor (int i = 0; i < xs.length; i++) {\n    ${pick([
      'k += xs[i] * 3;',
      `if (xs[i] > ${below(4)}) continue;\n    k -= xs[i];`,
      'int x = xs[i];\n    x++;\n    k += x * x;',
      'k += xs[i];\n    if (k > 9) break;',
      'k += xs[i] * i;',
      'int[] zs = xs;\n    zs[zs.length - 1] = 7;\n    k += xs[i];',
      'xs[i]++;\n    k += xs[i];',
    ])}\n}\nout.add(k);`,
  ({ pick, below }) =>
    `String s = "";\nfor (int i = 0; i < a.size(); i++) {\n    ${pick([
      's += a.get(i);',
      "if (i > 0) s += ',';\n    s += a.get(i) + '!' + i;",
      `s += a.get(i).length() > ${below(3)} ? "long" : 'c';`,
      's += a.get(i).length() + 1;\n    s += 1.5f;',
      's += xs[0] + xs[0];\n    s += (char) 65;',
      's = a.get(i) + s;',
      's += a.get(i) == null;',
    ])}\n}\n${pick(['', 's += ".";\n'])}out.add(s);`,
  ({ pick }) =>
    `List<Integer> zs = new ArrayList<>();\nfor (int x : ${pick(['xs', 'ys'])}) {\n    ${pick(['zs.add(x * 2);', 'int y = x;\n    zs.add(y);', 'if (x > 1) zs.add(x);'])}\n}\nzs.add(n);\nout.add(zs);`,
  ({ pick }) =>
    `${pick(['Long k = 0L', 'Integer k = 0'])};\nfor (int x : xs) {\n    ${pick(['k += x;', 'k++;\n    k *= 2;', 'if (k < 9) k += x;', 'k -= x;\n    out.add(k);'])}\n}\nout.add("" + k);`,
  ({ pick }) =>
    `int k = 0;\nfor (String key : m.keySet()) {\n    k += m.get(key)${pick([';', ' + key.length();', ' * 3;\n    if (k > 20) break;'])}\n}\nout.add(k);`,
  ({ pick, below }) =>
    `out.add(a.stream()${pick(['', '.filter(w -> w.length() > 0)', '.distinct()'])}.sorted(Comparator.comparing(w -> w.length() % ${below(3) + 1})).findFirst());`,
  ({ pick }) => `out.add(ys.stream().${pick(['mapToInt', 'mapToLong'])}(y -> y % 5).sorted().findFirst());`,
  ({ pick }) =>
    `Pattern p = Pattern.compile(${pick(['"[a-c]+"', '"^\\\\w$"', '"B", Pattern.CASE_INSENSITIVE', '"(a|b)"'])});\nfor (String w : a) out.add(p.matcher(w).find());`,
];

/** What rests on an assumption, which holds here. */
const assumed: readonly [Piece, ...Piece[]] = [
  ...sure,
  ({ pick }) =>
    `for (int i = 0; i < a.size(); i++) {\n    ${pick(['out.add(a.get(i));', 'String w = a.get(i);\n    out.add(w + w);', 'if (a.get(i).isEmpty()) {\n        out.add(1);\n    }'])}\n}`,
  ({ pick }) =>
    `int k = 0;\nfor (String w : a) {\n    if (${pick(['', '!'])}b.contains(w)) {\n        k += w.length() + 1;\n        out.add(w);\n    }\n}\nout.add(k);`,
  () => 'for (String key : m.keySet()) {\n    out.add(key);\n    out.add(m.get(key));\n}',
  ({ pick }) =>
    `int k = 0;\nfor (int y : ys) {\n    if (ys.contains(${pick(['y + 1', 'n', 'y * 2'])})) k++;\n}\nout.add(k);`,
];

const recursions: readonly [Piece, ...Piece[]] = [
  ({ pick, below }) =>
    `if (n <= ${below(2) + 1}) return ${pick(['n', '1', '7'])};\n        return ${pick(['@(n - 1) + @(n - 2)', '@(n - 1) * 2 - @(n - 2) % 5 + n', '@(n - 2) + @(n - 1) + @(n - 1)', 'n * @(n - 2)'])};`,
  ({ pick, below }) =>
    `return n ${pick(['<', '<='])} ${below(3) + 1} ? ${below(4)} : ${pick(['n * @(n - 1)', '@(n - 1) + n', 'n * n - @(n - 1)', '(@(n - 1) + 3) / n', '2 * @(n - 1) + 1'])};`,
  ({ below }) =>
    `if (n < 0) throw new IllegalArgumentException();\n        if (n == 0 || n == ${below(3) + 1}) {\n            return 1;\n        } else {\n            return n + @(n - 1);\n        }`,
];

/** A class of Java for a seed, with `static void run(xs, ys, a, b, m, n, out)`. */
export function javaProgram(seed: number, name: string, withAssumptions: boolean): string {
  const random = randomOf(seed);
  const parameters =
    'int[] xs, List<Integer> ys, List<String> a, List<String> b, Map<String, Integer> m, int n, List<Object> out';
  const parts = Array.from({ length: 3 }, (_, at) => {
    const body = random.pick(withAssumptions ? assumed : sure)(random);
    return `    static void part${at}(${parameters}) {\n        ${body.replaceAll('\n', '\n        ')}\n    }\n`;
  });
  const [type, result] = random.pick(['int int', 'int long', 'long long', 'int double']).split(' ');
  const recursion = `    ${random.pick(['static', 'private static'])} ${result} rec(${type} n) {\n        ${random.pick(recursions)(random).replaceAll('@', 'rec')}\n    }\n`;
  const answer = `    static boolean asks(int x) {\n        if (${test(random)}) {\n            return ${random.pick(['true;\n        }\n        return false;', 'false;\n        }\n        return true;', 'true;\n        } else {\n            return false;\n        }'])}\n    }\n`;
  const early = `    static void early(int x, List<Object> out) {\n        out.add("in");\n        if (${test(random)}) {\n            int y = x;\n            while (y > 0) {\n                y--;\n            }\n            out.add(x + y);\n        }\n    }\n`;
  const calls = parts.map((_, at) => `        part${at}(xs, ys, a, b, m, n, out);\n`).join('');
  return `class ${name} {\n${parts.join('\n')}\n${recursion}\n${answer}\n${early}\n    static void run(${parameters}) {\n${calls}        out.add(rec(n));\n        out.add(asks(n));\n        early(n, out);\n    }\n}\n`;
}
