import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { goRules } from '../../../../../../src/engines/local/optimise/go/rules';
import { rewriteTyped } from '../typed/running';
import { goProgram } from './programs';

const programs = 80;
const seeds = Array.from({ length: 2 * programs }, (_, at) => at + 1);

const head =
  'package NAME\n\nimport (\n\t"fmt"\n\t"regexp"\n\t"strconv"\n\t"strings"\n)\n\nvar _ = fmt.Sprint(strconv.Itoa(1), strings.ToUpper(""), regexp.MustCompile("a"))\n\n';

/** Runs each pair on the same arguments, of which each gets its own; what they gather and what becomes of the lists must be the same. */
const main = `package main

import (
	"fmt"
	"os"
	"proof/after"
	"proof/before"
)

type fn = func(xs, ys []int, a, b []string, text string, n int, out *[]any)

func try(f fn, at int) (said string) {
	xs, ys := []int{3, 1, 4, 1, 5}[:at%5+1], []int{1, 5, 9}
	a, b := []string{"a", "", "bcd", "é"}[:at%4+1], []string{"bcd", "a", "x"}
	out := []any{}
	defer func() {
		said = fmt.Sprint(xs, ys, a, b, out)
		if problem := recover(); problem != nil {
			said = fmt.Sprint("panic ", problem)
		}
	}()
	f(xs, ys, a, b, []string{"", "abc", "é1"}[at%3], at%7, &out)
	return
}

func main() {
	returned := 0
	for k := range before.All {
		for at := 0; at < 14; at++ {
			was := try(before.All[k], at)
			if len(was) > 5 && was[:5] == "panic" {
				continue
			}
			returned++
			if now := try(after.All[k], at); now != was {
				fmt.Println("program", k+1, "call", at, "was", was, "now", now)
				os.Exit(1)
			}
		}
	}
	fmt.Println(returned)
}
`;

/** Whether there is a Go to run the code with. */
const hasGo = spawnSync('go', ['version']).status === 0;

describe('the proof for Go', () => {
  it('generated programs do the same before and after, and every rule is used', async function () {
    this.timeout(600_000);
    const used = new Map<string, number>();
    const pairs: (readonly [string, string])[] = [];
    for (const seed of seeds) {
      const sure = seed <= programs;
      const text = goProgram(seed, !sure);
      const after = await rewriteTyped(
        'go',
        `import "strconv"\n\nimport "strings"\n\n${text}`,
        goRules,
        ({ assumes }) => (sure ? assumes === undefined : true),
      );
      for (const { rule } of after.applied) used.set(rule, (used.get(rule) ?? 0) + 1);
      pairs.push([text, after.text.replace(/^(?:import "\w+"\s*)+/, '')]);
    }
    const rare = goRules.map(({ id }) => [id, used.get(id) ?? 0] as const).filter(([, times]) => times < 8);
    assert.deepEqual(rare, [], inspect(used));
    if (!hasGo) {
      console.log('      there is no Go here, so the programs are not run');
      this.skip();
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'go-proof-'));
    try {
      const all = `var All = []func(xs, ys []int, a, b []string, text string, n int, out *[]any){${seeds.map(seed => `run${seed}`).join(', ')}}\n`;
      for (const [at, name] of ['before', 'after'].entries()) {
        mkdirSync(path.join(folder, name));
        const code = pairs.map(pair => pair[at]).join('\n');
        writeFileSync(path.join(folder, name, `${name}.go`), head.replace('NAME', name) + all + code);
      }
      writeFileSync(path.join(folder, 'go.mod'), 'module proof\n\ngo 1.22\n');
      writeFileSync(path.join(folder, 'main.go'), main);
      const { status, stdout, stderr } = spawnSync('go', ['run', '.'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
      });
      const at = Number(/^program (\d+)/.exec(stdout)?.[1]) - 1;
      assert.equal(status, 0, `${stdout}${stderr}${pairs[at]?.join('\nafter\n') ?? ''}`);
      assert.ok(Number(stdout) > programs, `only ${stdout.trim()} calls returned`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
