import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { inspect } from 'node:util';
import type { Rewrite } from '../../../../../../src/engines/local/optimise/rewrite';
import { parsePy } from '../../../../../../src/engines/local/optimise/python/parse';
import { pyRules } from '../../../../../../src/engines/local/optimise/python/rules';
import { descendants } from '../../../../../../src/engines/local/optimise/python/source';
import { assumedProgram } from './assumed';
import { program } from './programs';
import { hasPython, rewritePy } from './running';

const programs = 300;

/** What the programs of all kinds of statement may rest on: their recursions are called with whole numbers only. */
const holdsHere = ({ assumes }: Rewrite): boolean =>
  assumes === undefined || assumes.includes('whole number (an int)');

/** Runs all pairs of programs and prints what the first call came to that did not come to the same, and how many returned. */
const comparer = `
import json, sys, warnings
warnings.simplefilter('ignore')
sys.setrecursionlimit(400)
class Ctx:
    def __enter__(self): return 1
    def __exit__(self, *a): return False
class Never: pass
calls = [
    lambda: (0, 1, [], (), {'z': 1}),
    lambda: (2, None, [1, 2, 3], [2, 2], {'p': 5, 'z': 1, 2: 3}),
    lambda: ('x', [1], [3, 0, 'x'], (3,), {'p': 0, 'z': 1}),
]
def run(code, call):
    log = []
    def say(x):
        log.append(repr(x))
        return x
    world = {'say': say, 'Ctx': Ctx, 'Never': Never}
    exec(compile(code, 'code', 'exec'), world)
    try:
        return ['returned', repr(world['f'](*call())), log]
    except Exception as error:
        return ['threw', repr(error), log]
returned = 0
for at, (before, after) in enumerate(json.load(sys.stdin)):
    for number, call in enumerate(calls):
        was = run(before, call)
        if was[0] == 'threw': continue
        returned += 1
        now = run(after, call)
        if was != now:
            print(json.dumps({'at': at, 'call': number, 'was': was, 'now': now}))
            sys.exit(0)
print(json.dumps(returned))
`;

/** Kinds of node that a program can hold. */
const kinds =
  'ArgList ArrayComprehensionExpression ArrayExpression AssertStatement AssignStatement AwaitExpression ' +
  'BinaryExpression Boolean BreakStatement CallExpression CapturePattern ClassDefinition ComprehensionExpression ' +
  'ConditionalExpression ContinueStatement ContinuedString DeleteStatement DictionaryComprehensionExpression ' +
  'DictionaryExpression ExpressionStatement ForStatement FormatConversion FormatReplacement FormatSelfDoc FormatSpec ' +
  'FormatString FunctionDefinition IfStatement ImportStatement LambdaExpression MappingPattern MatchStatement ' +
  'MemberExpression NamedExpression None Number OrPattern ParenthesizedExpression PassStatement RaiseStatement ' +
  'ReturnStatement ScopeStatement SequencePattern SetComprehensionExpression SetExpression String TryStatement ' +
  'TupleExpression TypeDef UnaryExpression UpdateStatement WhileStatement WithStatement YieldStatement';

describe('the proof for Python', () => {
  it('generated programs do the same before and after, and every rule is used', async function () {
    this.timeout(120_000);
    const used = new Map<string, number>();
    const seen = new Set<string>();
    const pairs: (readonly [string, string])[] = [];
    for (let seed = 1; seed <= 2 * programs; seed++) {
      const text = seed <= programs ? program(seed) : assumedProgram(seed);
      const source = parsePy(text);
      assert.ok(source, text);
      for (const { name } of descendants(source.root, ...kinds.split(' '))) seen.add(name);
      const { text: after, applied } = await rewritePy(
        text,
        pyRules,
        seed <= programs ? holdsHere : () => true,
      );
      for (const { rule } of applied) used.set(rule, (used.get(rule) ?? 0) + 1);
      pairs.push([text, after]);
    }
    assert.deepEqual(
      kinds.split(' ').filter(kind => !seen.has(kind)),
      [],
    );
    const rare = pyRules.map(({ id }) => [id, used.get(id) ?? 0] as const).filter(([, times]) => times < 15);
    assert.deepEqual(rare, [], inspect(used));
    if (!hasPython) this.skip();
    const { status, stdout, stderr } = spawnSync('python3', ['-c', comparer], {
      input: JSON.stringify(pairs),
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    assert.equal(status, 0, stderr);
    const result: unknown = JSON.parse(stdout);
    if (typeof result !== 'number') {
      const at = typeof result === 'object' && result !== null && 'at' in result ? Number(result.at) : 0;
      assert.fail(`seed ${at + 1}: ${stdout}\n${pairs[at]?.join('\nafter\n') ?? ''}`);
    }
    assert.ok(result > programs, `only ${result} calls returned`);
  });
});
