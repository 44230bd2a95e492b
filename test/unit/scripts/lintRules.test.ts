import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { breaches } from '../../support/lint/breaches';
import { inProject, oxlint } from '../../support/lint/project';

// Every rule that is configured is shown to be at work, by code that breaks it.

const rule = v.union([v.string(), v.array(v.unknown())]);
const configuration = v.object({
  rules: v.record(v.string(), rule),
  overrides: v.array(v.object({ rules: v.record(v.string(), rule) })),
});
const verdict = v.object({
  diagnostics: v.array(v.object({ code: v.optional(v.string(), ''), filename: v.string() })),
});

/** Its own test is in layers.test.ts: the rule holds in some rooms only. */
const elsewhere = ['no-restricted-globals'];

const ending = { ts: 'ts', js: 'mjs', cjs: 'cjs' } as const;

describe('the rules of lint', function () {
  this.timeout(60_000);

  it('are each broken by a breach, and refuse it', async () => {
    const { rules, overrides } = v.parse(configuration, JSON.parse(readFileSync('.oxlintrc.json', 'utf8')));
    const configured = new Set([rules, ...overrides.map(each => each.rules)].flatMap(Object.keys));
    for (const name of elsewhere) configured.delete(name);
    assert.deepEqual([...configured].sort(), Object.keys(breaches).sort());

    const place = (name: string): string =>
      `src/gateway/${name.replace('/', '-')}.${ending[breaches[name]?.kind ?? 'ts']}`;
    const files = Object.entries(breaches).map(([name, { code }]): [string, string] => [
      place(name),
      `${code}\n`,
    ]);
    await inProject(Object.fromEntries(files), async folder => {
      const { output } = await oxlint(folder, '--format=json');
      const { diagnostics } = v.parse(verdict, JSON.parse(output));
      const refused = new Set(diagnostics.map(({ code, filename }) => `${filename} ${code}`));
      const silent = Object.keys(breaches).filter(name => {
        const [plugin, id] = name.includes('/') ? name.split('/') : ['eslint', name];
        return !refused.has(`${place(name)} ${plugin}(${id})`);
      });
      assert.deepEqual(silent, []);
    });
  });
});
