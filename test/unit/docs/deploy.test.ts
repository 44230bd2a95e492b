import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parseAllDocuments } from 'yaml';
import { readCommandLine } from '../../../src/gateway/cli/options';
import { responsesPath } from '../../../src/gateway/server/routes';

const labels = v.object({ app: v.string() });
const probe = v.object({
  httpGet: v.object({ path: v.string(), port: v.string(), scheme: v.literal('HTTPS') }),
});
const deployment = v.object({
  kind: v.literal('Deployment'),
  spec: v.object({
    selector: v.object({ matchLabels: labels }),
    template: v.object({
      metadata: v.object({ labels }),
      spec: v.object({
        terminationGracePeriodSeconds: v.number(),
        containers: v.tuple([
          v.object({
            args: v.array(v.string()),
            ports: v.tuple([v.object({ name: v.string(), containerPort: v.number() })]),
            readinessProbe: probe,
            livenessProbe: probe,
            lifecycle: v.object({
              preStop: v.object({ exec: v.object({ command: v.tuple([v.literal('sleep'), v.string()]) }) }),
            }),
            volumeMounts: v.tuple([v.object({ name: v.string(), mountPath: v.string() })]),
          }),
        ]),
        volumes: v.tuple([
          v.object({
            name: v.string(),
            secret: v.object({ secretName: v.string(), defaultMode: v.number() }),
          }),
        ]),
      }),
    }),
  }),
});
const service = v.object({
  kind: v.literal('Service'),
  spec: v.object({ selector: labels, ports: v.tuple([v.object({ targetPort: v.string() })]) }),
});

const read = (file: string): string => readFileSync(`deploy/${file}`, 'utf8');
const containerfile = read('Containerfile').replaceAll(/\\\n\s*/g, '');

/** The arguments that the image gives, before those that are added. */
function imageArgs(): string[] {
  const line = /^ENTRYPOINT (\[.*\])$/m.exec(containerfile)?.[1] ?? '[]';
  return v.parse(v.array(v.string()), JSON.parse(line)).slice(2);
}

describe('what is in deploy/', () => {
  const documents = parseAllDocuments(read('kubernetes.yaml'));
  const [first, second, third] = documents.map(document => document.toJS() as unknown);

  it('is a manifest that can be read, of three objects that belong together', () => {
    assert.deepEqual(
      documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]),
      [],
    );
    assert.equal(documents.length, 3);
    const { spec } = v.parse(deployment, first);
    const [{ ports }] = spec.template.spec.containers;
    const balanced = v.parse(service, second).spec;
    const budget = v.parse(
      v.object({ spec: v.object({ selector: v.object({ matchLabels: labels }) }) }),
      third,
    );
    for (const found of [spec.template.metadata.labels, balanced.selector, budget.spec.selector.matchLabels])
      assert.deepEqual(found, spec.selector.matchLabels);
    assert.equal(balanced.ports[0].targetPort, ports[0].name);
  });

  it('starts the gateway with a command line that it takes', () => {
    const { spec } = v.parse(deployment, first).spec.template;
    const [{ args, ports, readinessProbe, livenessProbe, lifecycle, volumeMounts }] = spec.containers;
    const line = readCommandLine([...imageArgs(), ...args], {});
    assert.equal(line.kind, 'run');
    assert.ok(line.kind === 'run');
    const { options } = line;
    assert.equal(options.engine, 'upstream');
    assert.equal(ports[0].containerPort, options.port);
    for (const file of [options.tlsCert, options.tlsKey, options.tokens])
      assert.ok(file?.startsWith(`${volumeMounts[0].mountPath}/`), file);
    assert.equal(volumeMounts[0].name, spec.volumes[0].name);
    assert.deepEqual([readinessProbe.httpGet.path, livenessProbe.httpGet.path], ['/ready', '/health']);
    // What is asked before the end, the answers in flight, and the last words.
    const ends = Number(lifecycle.preStop.exec.command[1]) + options.drainSeconds + 2;
    assert.ok(spec.terminationGracePeriodSeconds > ends, `${ends} s`);
  });

  it('lets the group read the secret and nobody else, as the file says it', () => {
    const { spec } = v.parse(deployment, first).spec.template;
    assert.equal(spec.volumes[0].secret.defaultMode, 0o440);
  });

  it('has every file in the image that the gateway loads later', () => {
    const built = readFileSync('esbuild.config.mjs', 'utf8');
    const later = /onResolve\(\{ filter: \/\\\/\(([\w|]+)\)\$\/ \}/.exec(built)?.[1]?.split('|') ?? [];
    assert.ok(later.length > 0);
    for (const file of ['gateway', ...later]) {
      assert.ok(containerfile.includes(`/build/dist/${file}.js `), file);
      assert.ok(read('codex-spark-gateway.service').includes(`${file}.js`), file);
    }
  });

  it('is what the page about teams speaks of', () => {
    const page = readFileSync('docs/serving-a-team.md', 'utf8');
    assert.ok(page.includes('deploy/kubernetes.yaml'));
    assert.ok(page.includes(responsesPath));
  });

  it('is watched by figures that there are', () => {
    const page = readFileSync('docs/serving-a-team.md', 'utf8');
    const watched = page.slice(page.indexOf('## What to watch'));
    const names = watched.match(/\bcodex_spark_\w+/g) ?? [];
    assert.ok(names.length > 5);
    const metrics = readFileSync('src/gateway/metrics/gatewayMetrics.ts', 'utf8');
    for (const name of names)
      assert.ok(metrics.includes(`${name.replace(/_(bucket|count|sum)$/, '')}'`), name);
  });
});
