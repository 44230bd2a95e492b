import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parsePy } from '../../../../../../src/engines/local/optimise/python/parse';
import { childrenOf, type PySource } from '../../../../../../src/engines/local/optimise/python/source';
import type { PyNode } from '../../../../../../src/engines/local/optimise/python/tree';
import { hasPython } from './running';

/** An expression as it is meant: its text with as few parentheses as Python needs, and with all. */
interface Expression {
  readonly text: string;
  readonly whole: string;
  /** How tightly it holds together; what stands in a tighter place needs parentheses. */
  readonly level: number;
}

const levels = [['or'], ['and'], ['not'], ['<', '==', 'in', 'not in', 'is', 'is not'], ['|'], ['^'], ['&']];
const tighter = [
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];
const binary = [...levels, ...tighter];
const sign = binary.length + 1;
const power = sign + 1;
const awaited = power + 1;
const atom = awaited + 1;

function at(level: number, { text, level: own }: Expression): string {
  return own >= level ? text : `(${text})`;
}

function twoSided(operator: string, level: number): (a: Expression, b: Expression) => Expression {
  const comparison = level === 4;
  // Comparisons next to one another would be a chain.
  const [left, right] = operator === '**' ? [awaited, sign] : [comparison ? 5 : level, level + 1];
  return (a, b) => ({
    text: `${at(left, a)} ${operator} ${at(right, b)}`,
    whole: `(${a.whole} ${operator} ${b.whole})`,
    level,
  });
}

function oneSided(operator: string, level: number, operand = level): (a: Expression) => Expression {
  return a => ({
    text: `${operator}${at(operand, a)}`,
    whole: `(${operator}${a.whole})`,
    level,
  });
}

const { expression } = fc.letrec<{ expression: Expression }>(tie => {
  const operand = tie('expression');
  const named = fc.constantFrom('a', 'b', 'c', 'x.y', 'f(a)', 'd[b]', '1', '"s"', '[a or b]', '(a, not b)');
  const leaf = named.map((text): Expression => ({ text, whole: text, level: atom }));
  const pairs = [...binary.flatMap((signs, at) => signs.map(text => ({ text, level: at + 1 })))];
  return {
    expression: fc.oneof(
      { maxDepth: 6, depthSize: 'medium' },
      { weight: 4, arbitrary: leaf },
      {
        weight: 5,
        arbitrary: fc
          .tuple(
            fc.constantFrom(...pairs.filter(({ text }) => text !== 'not'), { text: '**', level: power }),
            operand,
            operand,
          )
          .map(([{ text, level }, a, b]) => twoSided(text, level)(a, b)),
      },
      { weight: 3, arbitrary: operand.map(oneSided('not ', 3)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('-', '+', '~'), operand)
          .map(([text, a]) => oneSided(text, sign)(a)),
      },
      { weight: 2, arbitrary: operand.map(oneSided('await ', awaited, atom)) },
      {
        weight: 1,
        arbitrary: fc.tuple(operand, operand, operand).map(([yes, test, no]): Expression => ({
          text: `${at(1, yes)} if ${at(1, test)} else ${at(0, no)}`,
          whole: `(${yes.whole} if ${test.whole} else ${no.whole})`,
          level: 0,
        })),
      },
    ),
  };
});

const operations = ['BinaryExpression', 'UnaryExpression', 'AwaitExpression', 'ConditionalExpression'];

/** The text of a node with parentheses around every operation, as the tree groups it. */
function grouped(source: PySource, node: PyNode): string {
  const text = source.code.slice(node.from, node.to);
  if (node.name === 'ParenthesizedExpression') {
    const [, inner] = childrenOf(node);
    return inner ? grouped(source, inner) : text;
  }
  if (!operations.includes(node.name)) return text;
  const parts = childrenOf(node).map(child => grouped(source, child));
  const tight = node.name === 'UnaryExpression' && parts[0] !== 'not';
  return `(${parts.join(tight ? '' : ' ')})`;
}

function groupedText(text: string): string {
  const source = parsePy(text);
  const node = source?.root.firstChild?.firstChild;
  assert.ok(source && node, text);
  return grouped(source, node);
}

describe('python grouping', () => {
  for (const [text, whole] of [
    ['not a or b', '((not a) or b)'],
    ['not not a or b', '((not (not a)) or b)'],
    ['a and not b == c or d', '((a and (not (b == c))) or d)'],
    ['await a + b', '((await a) + b)'],
    ['await a ** b', '((await a) ** b)'],
    ['await a.b(c)[d] or e', '((await a.b(c)[d]) or e)'],
    ['-a ** -b ** c', '(-(a ** (-(b ** c))))'],
    ['a < b < c', '((a < b) < c)'],
    ['a not in b is not c', '((a not in b) is not c)'],
    ['a if not b or c else await d - e', '(a if ((not b) or c) else ((await d) - e))'],
    ['a if b else c if d else e', '(a if b else (c if d else e))'],
    ['a | b ^ c & d << e + f * g', '(a | (b ^ (c & (d << (e + (f * g))))))'],
    ['a - b - c * d @ e', '((a - b) - ((c * d) @ e))'],
  ] as const) {
    it(`reads ${text} as Python does`, () => assert.equal(groupedText(text), whole));
  }

  it('reads any expression as it is meant', () => {
    fc.assert(
      fc.property(expression, ({ text, whole }) => assert.equal(groupedText(text), whole)),
      { seed: 11, numRuns: 3000 },
    );
  });

  it('keeps comments in the tree', () => {
    const source = parsePy('x = (not a  # why\n or b)');
    assert.ok(source);
    const found: string[] = [];
    const visit = (node: PyNode): void => {
      if (node.name === 'Comment') found.push(source.code.slice(node.from, node.to));
      node.children.forEach(visit);
    };
    visit(source.root);
    assert.deepEqual(found, ['# why']);
  });

  it('agrees with CPython', function () {
    if (!hasPython) this.skip();
    this.timeout(60_000);
    const texts = fc.sample(expression, { seed: 12, numRuns: 3000 }).map(({ text }) => text);
    const { status, stdout, stderr } = spawnSync('python3', ['-c', comparer], {
      input: JSON.stringify(texts.map(text => [text, groupedText(text)])),
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), []);
  });
});

/** Prints the pairs of texts that CPython does not read alike. */
const comparer = `
import ast, json, sys, warnings
warnings.simplefilter('ignore')
class Flat(ast.NodeTransformer):
    # 'a or b or c' is one node in CPython's tree; parentheses make two of it.
    def visit_BoolOp(self, node):
        self.generic_visit(node)
        values = []
        for value in node.values:
            same = isinstance(value, ast.BoolOp) and type(value.op) is type(node.op)
            values.extend(value.values if same else [value])
        node.values = values
        return node
def tree(text):
    body = ast.parse('async def f():\\n (' + text + ')')
    return ast.dump(Flat().visit(body))
print(json.dumps([pair for pair in json.load(sys.stdin) if tree(pair[0]) != tree(pair[1])]))
`;
