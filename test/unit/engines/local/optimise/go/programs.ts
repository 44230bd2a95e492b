import { randomOf, type Random } from '../random';

/** A piece of Go: parameters are `xs, ys []int`, `a, b []string`, `text string`, `n int`; it adds what it finds to `out *[]any`. */
type Piece = (random: Random) => string;

const test = ({ pick, below }: Random): string =>
  pick([`x > ${below(5)}`, `x == ${below(5)}`, `!(x < ${below(5)})`, `x > 1 && x != ${below(5)}`]);

/** What nothing but the code itself has to hold for. */
const sure: readonly [Piece, ...Piece[]] = [
  ({ pick, below }) =>
    `m := 0\nfor i := 0; i < len(xs); i++ {\n\t${pick([
      'm += xs[i] * 3 - i',
      `if xs[i] > ${below(4)} {\n\t\tcontinue\n\t}\n\tm += xs[i]`,
      'x := xs[i]\n\tx++\n\tm += x * x',
      'm += xs[i]\n\tif m > 9 {\n\t\tbreak\n\t}',
      'm += ys[len(ys)-1] + xs[i]\n\tys[0] = m',
      'zs := xs\n\tzs[len(zs)-1] = 7\n\tm += xs[i]',
      'xs[i]++\n\tm += xs[i]',
      'xs = append(xs[:1:1], 2)\n\tm += len(xs)',
    ])}\n}\n*out = append(*out, m)`,
  ({ pick }) =>
    `m := 0\nfor i := 0; i < len(text); i++ {\n\tm = m*${pick(['3', '31'])} + int(text[i])\n}\n*out = append(*out, m)`,
  ({ pick, below }) =>
    `m := 0\nfor _, x := range xs {\n\tfor _, y := range ys {\n\t\tif ${pick(['x == y', 'y == x', 'x != y'])} {\n\t\t\t${pick(['m += x', 'm++\n\t\t\tif m > 3 {\n\t\t\t\tm = 0\n\t\t\t}', `m += ${below(9)}\n\t\t\tys[0] = 3`])}\n\t\t\t${pick(['break', 'break', 'm--', 'continue'])}\n\t\t}\n\t}\n}\n*out = append(*out, m)`,
  ({ pick }) =>
    `s := ""\nfor i, w := range a {\n\t_ = i\n\t${pick([
      's += w',
      'if i > 0 {\n\t\ts += ","\n\t}\n\ts += w + "!"',
      's += w\n\tif len(w) > 1 {\n\t\tbreak\n\t}',
      's = w + s',
      's += w\n\ti += len(s)',
    ])}\n}\n${pick(['', 's += "."\n'])}*out = append(*out, s)`,
  ({ pick }) =>
    `ok := strings.${pick(['Index', 'IndexAny'])}(text, ${pick(['"a"', '"é"', '"xyz"', 'a[0]'])}) ${pick(['!= -1', '== -1', '>= 0', '< 0', '> -1', '> 0'])}\n*out = append(*out, ok)`,
  ({ pick }) => `*out = append(*out, fmt.Sprintf(${pick(['"%d"', '"%v"', '"%5d"'])}, n), fmt.Sprint(n))`,
  () =>
    'for _, w := range a {\n\t*out = append(*out, strings.Contains(w, "a"))\n\tif w == "" {\n\t\treturn\n\t}\n}',
];

/** What rests on an assumption, which holds here. */
const assumed: readonly [Piece, ...Piece[]] = [
  ...sure,
  ({ pick, below }) =>
    `for i := 0; i < len(a); i++ {\n\t${pick([
      '*out = append(*out, a[i])',
      'w := a[i]\n\t*out = append(*out, w, i)',
      `if len(a[i]) > ${below(2)} {\n\t\t*out = append(*out, a[i][0])\n\t}`,
    ])}\n}`,
  ({ pick }) =>
    `zs := ${pick(['[]int{}', 'make([]int, 0)'])}\nfor _, x := range xs {\n\tzs = append(zs, x*2)\n}\nzs = append(zs, n)\n*out = append(*out, len(zs), zs)`,
  ({ pick }) =>
    `for _, w := range a {\n\tfor _, v := range b {\n\t\tif w == v {\n\t\t\t*out = append(*out, w)\n\t\t\t${pick(['break', 'return'])}\n\t\t}\n\t}\n}`,
  ({ pick }) =>
    `for _, w := range a {\n\tre := regexp.MustCompile(${pick(['"[a-c]+"', '`^\\w$`', '"b"'])})\n\t*out = append(*out, re.FindString(w))\n}`,
  ({ pick }) =>
    `*out = append(*out, regexp.MustCompile(${pick(['"a+"', '`\\d`', '"[xyz]"'])}).MatchString(text))`,
];

const recursions: readonly [Piece, ...Piece[]] = [
  ({ pick, below }) =>
    `if n <= ${below(2) + 1} {\n\t\treturn ${pick(['n', '1', '7'])}\n\t}\n\treturn ${pick(['@(n-1) + @(n-2)', '@(n-1)*2 - @(n-2)%5 + n', '@(n-2) + @(n-1) + @(n-1)', 'n * @(n-2)'])}`,
  ({ pick, below }) =>
    `if n ${pick(['<', '<='])} ${below(3) + 1} {\n\t\treturn ${below(4)}\n\t}\n\treturn ${pick(['n * @(n-1)', '@(n-1) + n', 'n*n - @(n-1)', '(@(n-1) + 3) / n', '2*@(n-1) + 1'])}`,
  ({ below }) =>
    `if n < 0 {\n\t\tpanic("negative")\n\t}\n\tif n == 0 || n == ${below(3) + 1} {\n\t\treturn 1\n\t} else {\n\t\treturn n + @(n-1)\n\t}`,
  ({ pick }) =>
    `if n <= 0 {\n\t\treturn 0\n\t} else if n == 1 {\n\t\treturn ${pick(['1', 'n'])}\n\t}\n\treturn @(n-1) + @(n-2)`,
];

/** Functions of Go for a seed, of which `run<seed>(xs, ys, a, b, text, n, out)` is the one to call. */
export function goProgram(seed: number, withAssumptions: boolean): string {
  const random = randomOf(seed);
  const parts = Array.from({ length: 3 }, (_, at) => {
    const body = random.pick(withAssumptions ? assumed : sure)(random);
    return `func part${seed}x${at}(xs, ys []int, a, b []string, text string, n int, out *[]any) {\n\t${body.replaceAll('\n', '\n\t')}\n}\n`;
  });
  const type = random.pick(['int', 'int', 'int64', 'uint32']);
  const recursion = `func rec${seed}(n ${type}) ${type} {\n\t${random.pick(recursions)(random).replaceAll('@', `rec${seed}`)}\n}\n`;
  const answer = `func asks${seed}(x int) bool {\n\tif ${test(random)} {\n\t\treturn ${random.pick(['true\n\t}\n\treturn false', 'false\n\t}\n\treturn true', 'true\n\t} else {\n\t\treturn false\n\t}'])}\n}\n`;
  const early = `func early${seed}(x int, out *[]any) {\n\t*out = append(*out, "in")\n\tif ${test(random)} {\n\t\ty := x\n\t\tfor y > 0 {\n\t\t\ty--\n\t\t}\n\t\t*out = append(*out, x, y)\n\t}\n}\n`;
  const calls = parts.map((_, at) => `\tpart${seed}x${at}(xs, ys, a, b, text, n, out)\n`).join('');
  return `${parts.join('\n')}\n${recursion}\n${answer}\n${early}\nfunc run${seed}(xs, ys []int, a, b []string, text string, n int, out *[]any) {\n${calls}\t*out = append(*out, rec${seed}(${type}(n)), asks${seed}(n))\n\tearly${seed}(n, out)\n}\n`;
}
