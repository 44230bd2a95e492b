import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { javaRules } from '../../../../../../src/engines/local/optimise/java/rules';
import { rewriteTyped } from '../typed/running';
import { javaProgram } from './programs';

const programs = 80;
const seeds = Array.from({ length: 2 * programs }, (_, at) => at + 1);
const imports = 'import java.util.*;\nimport java.util.regex.Pattern;\n\n';

/** Runs each pair on the same arguments, of which each gets its own; what they gather and what becomes of the lists must be the same. */
const main = (runs: string): string => `
public class Main {
    interface Run {
        void run(int[] xs, List<Integer> ys, List<String> a, List<String> b, Map<String, Integer> m, int n, List<Object> out);
    }

    static String[] texts = {"a", "", "bcd", "b", "bcd"};

    static String said(Run run, int at) {
        int[] xs = Arrays.copyOf(new int[] {3, 1, 4, 1, 5}, at % 5 + 1);
        List<Integer> ys = new ArrayList<>(List.of(1, 5, 9).subList(0, at % 3));
        List<String> a = new ArrayList<>(List.of(texts).subList(0, at % 6));
        List<String> b = new ArrayList<>(List.of("bcd", "a", "x"));
        Map<String, Integer> m = new HashMap<>(Map.of("p", 5, "q", at, "long", 2));
        List<Object> out = new ArrayList<>();
        try {
            run.run(xs, ys, a, b, m, at % 7, out);
        } catch (RuntimeException | StackOverflowError error) {
            return null;
        }
        List<String> kinds = new ArrayList<>();
        for (Object each : out) kinds.add(each == null ? "null" : each.getClass().getName());
        return Arrays.toString(xs) + ys + a + b + m + out + kinds;
    }

    static int returned = 0;

    static void compare(int program, Run before, Run after) {
        for (int at = 0; at < 42; at++) {
            String was = said(before, at);
            if (was == null) continue;
            returned++;
            String now = said(after, at);
            if (!was.equals(now)) {
                System.out.println("program " + program + " call " + at + " was " + was + " now " + now);
                System.exit(1);
            }
        }
    }

    public static void main(String[] args) {
${runs}        System.out.println(returned);
    }
}
`;

/** Whether there is a Java to compile and run the code with, new enough for \`var\` and patterns. */
const hasJava = spawnSync('javac', ['--release', '17', '-version']).status === 0;

describe('the proof for Java', () => {
  it('generated programs do the same before and after, and every rule is used', async function () {
    this.timeout(600_000);
    const used = new Map<string, number>();
    const pairs: (readonly [string, string])[] = [];
    for (const seed of seeds) {
      const sure = seed <= programs;
      const text = javaProgram(seed, `After${seed}`, !sure);
      const after = await rewriteTyped('java', imports + text, javaRules, ({ assumes }) =>
        sure ? assumes === undefined : true,
      );
      for (const { rule } of after.applied) used.set(rule, (used.get(rule) ?? 0) + 1);
      assert.ok(after.text.startsWith(imports));
      pairs.push([javaProgram(seed, `Before${seed}`, !sure), after.text.slice(imports.length)]);
    }
    const rare = javaRules.map(({ id }) => [id, used.get(id) ?? 0] as const).filter(([, times]) => times < 8);
    assert.deepEqual(rare, [], inspect(used));
    if (!hasJava) {
      console.log('      there is no Java 17 here, so the programs are not run');
      this.skip();
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'java-proof-'));
    try {
      const runs = seeds.map(seed => `        compare(${seed}, Before${seed}::run, After${seed}::run);\n`);
      const file = path.join(folder, 'Main.java');
      writeFileSync(file, `${imports}${main(runs.join(''))}\n${pairs.flat().join('\n')}`);
      const compiled = spawnSync('javac', ['-nowarn', '-d', folder, file], { encoding: 'utf8' });
      assert.equal(compiled.status, 0, compiled.stderr);
      const { status, stdout, stderr } = spawnSync('java', ['-cp', folder, 'Main'], { encoding: 'utf8' });
      const at = Number(/^program (\d+)/.exec(stdout)?.[1]) - 1;
      assert.equal(status, 0, `${stdout}${stderr}${pairs[at]?.join('\nafter\n') ?? ''}`);
      assert.ok(Number(stdout) > programs, `only ${stdout.trim()} calls returned`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
