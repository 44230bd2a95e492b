import assert from 'node:assert/strict';
import { budgets, packageProblem } from '../../../scripts/lib/packedFiles.mjs';
import { sbomOf } from '../../../scripts/lib/sbom.mjs';
import { packagesIn } from '../../../scripts/notices.mjs';

const small = { package: 1_000, atOnce: 1_000 };

describe('the package', () => {
  it('may hold texts, pictures and code that runs everywhere', () => {
    const names = [
      'extension/dist/parts/a-B.js',
      'extension/media/icon.png',
      'extension/x.d.ts',
      '[Content_Types].xml',
    ];
    assert.equal(packageProblem([...names, 'extension.vsixmanifest'], small), undefined);
  });

  for (const name of [
    'extension/dist/a.node',
    'extension/tool.exe',
    'extension/src/a.ts',
    'extension/dist/a.js.map',
    'extension/.env',
  ]) {
    it(`may not hold ${name}`, () => assert.match(packageProblem([name], small) ?? '', /is in the package/));
  }

  it('keeps to its budgets', () => {
    assert.equal(packageProblem([], budgets), undefined);
    assert.match(packageProblem([], { ...small, package: budgets.package + 1 }) ?? '', /^The package has/);
    assert.match(packageProblem([], { ...small, atOnce: budgets.atOnce + 1 }) ?? '', /^What is loaded/);
  });
});

describe('the notices', () => {
  const line = '-'.repeat(80);
  it('name the packages, whatever lines are in a licence', () => {
    const text = `Head\n\n${line}\n\na 1.0.0 (MIT)\n\nText\n${line}\n\nmore of it\n\n${line}\n\n@b/c 2.3.4-rc.1 (Apache-2.0 AND MIT)\n\nText\n`;
    assert.deepEqual(packagesIn(text), ['a@1.0.0', '@b/c@2.3.4-rc.1']);
  });
});

describe('the SBOM', () => {
  const component = (name: string, version = '1.0.0') => ({ name, version, 'bom-ref': `${name}@${version}` });
  const bom = {
    serialNumber: 'urn:uuid:1',
    metadata: { timestamp: '2026-11-30T00:00:00Z', component: component('folder') },
    components: [component('a'), component('b'), component('tool')],
    dependencies: [
      { ref: 'folder@1.0.0', dependsOn: ['a@1.0.0', 'tool@1.0.0'] },
      { ref: 'a@1.0.0', dependsOn: ['b@1.0.0'] },
      { ref: 'tool@1.0.0', dependsOn: ['a@1.0.0'] },
    ],
  };

  it('has what is bundled and nothing else, and is the same each time', () => {
    assert.deepEqual(sbomOf(bom, ['a@1.0.0', 'b@1.0.0'], 'product'), {
      metadata: { component: { ...component('folder'), name: 'product' } },
      components: [component('a'), component('b')],
      dependencies: [
        { ref: 'folder@1.0.0', dependsOn: ['a@1.0.0'] },
        { ref: 'a@1.0.0', dependsOn: ['b@1.0.0'] },
      ],
    });
  });

  it('is refused when something is bundled that npm does not know', () => {
    assert.throws(() => sbomOf(bom, ['a@2.0.0'], 'product'), /a@2\.0\.0 is bundled/);
  });
});
