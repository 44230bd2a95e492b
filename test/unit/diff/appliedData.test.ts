import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

const workflow = `name: ci
on: [push]

jobs:
  # What is shipped.
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make
  test:
    runs-on: ubuntu-latest
    needs: build
    steps:
      - run: make test

env:
  A: 1
  B: 2
  C: 3
`;

const manifest = `[package]
name = "demo"
version = "0.1.0"

[dependencies]
anyhow = "1"
serde = { version = "1", features = ["derive"] }
tokio = "1"
`;

describe('applying a part of a file of data', () => {
  const table: [what: string, languageId: string, file: string, block: string, from: string, to: string][] = [
    [
      'a new job of YAML leaves the others',
      'yaml',
      workflow,
      'jobs:\n  lint:\n    runs-on: ubuntu-latest',
      'make test\n',
      'make test\n  lint:\n    runs-on: ubuntu-latest\n',
    ],
    ['one value of several', 'yaml', workflow, 'env:\n  B: 3', 'B: 2', 'B: 3'],
    ['a new value', 'yaml', workflow, 'env:\n  D: 4', 'C: 3', 'C: 3\n  D: 4'],
    [
      'a new value beside one that is there goes behind it',
      'yaml',
      workflow,
      'env:\n  A: 1\n  D: 4',
      'A: 1',
      'A: 1\n  D: 4',
    ],
    [
      'a value deep inside leaves what is around it, with its comments',
      'yaml',
      workflow,
      'jobs:\n  build:\n    runs-on: windows-latest',
      'ubuntu-latest',
      'windows-latest',
    ],
    [
      'a list is what it is to be',
      'yaml',
      workflow,
      'jobs:\n  build:\n    steps:\n      - run: make -j2',
      '      - uses: actions/checkout@v4\n      - run: make\n',
      '      - run: make -j2\n',
    ],
    [
      'a list of objects is what it is to be, however few it has',
      'yaml',
      'params:\n- name: a\n  kind: x\n- name: b\n  kind: y\nlast: 1\n',
      'params:\n- title: c',
      '- name: a\n  kind: x\n- name: b\n  kind: y\n',
      '- title: c\n',
    ],
    [
      'a list inside, with another text',
      'yaml',
      'a:\n  params:\n  - help: |-\n      One two:\n      three.\n    kind: x\nlast: 1\n',
      'a:\n  params:\n  - help: |-\n      One four:\n      three.\n    kind: x',
      'two',
      'four',
    ],
    [
      'a list of one object, with another text',
      'yaml',
      'params:\n- help: |-\n    One two.\n  kind: x\nlast: 1\n',
      'params:\n- help: |-\n    One three.\n  kind: x',
      'two',
      'three',
    ],
    [
      'most of the values are all that are to be there',
      'yaml',
      workflow,
      'env:\n  A: 1\n  C: 3',
      '  B: 2\n',
      '',
    ],
    [
      'all names at the top with a part in one of them are not the file',
      'yaml',
      workflow,
      'name: all\non: [push]\njobs:\n  test:\n    needs: lint\nenv:\n  A: 1\n  B: 2\n  C: 3',
      'ci|needs: build',
      'all|needs: lint',
    ],
    [
      'a new section goes to the end',
      'yaml',
      workflow,
      'permissions:\n  contents: read',
      'C: 3\n',
      'C: 3\n\npermissions:\n  contents: read\n',
    ],
    [
      'a dependency of TOML leaves the others',
      'toml',
      manifest,
      '[dependencies]\nrand = "0.8"',
      'tokio = "1"\n',
      'tokio = "1"\nrand = "0.8"\n',
    ],
    ['a value of a section of TOML', 'toml', manifest, '[package]\nversion = "0.2.0"', '0.1.0', '0.2.0'],
    [
      'a value of a section of an ini file',
      'ini',
      '[core]\neditor = vim\npager = less\n',
      '[core]\neditor = code',
      'vim',
      'code',
    ],
  ];
  for (const [what, languageId, file, block, from, to] of table) {
    it(what, () => {
      const wanted = from
        .split('|')
        .reduce((text, each, index) => text.replace(each, to.split('|')[index] ?? ''), file);
      assert.equal(fitCode(file, block, languageId), wanted);
    });
  }

  it('JSON is merged by its members in all that is JSON', () => {
    const file = '{\n  "a": 1\n}\n';
    for (const id of ['json', 'jsonc', 'snippets']) {
      assert.equal(fitCode(file, '"b": 2', id), '{\n  "a": 1,\n  "b": 2\n}\n', id);
    }
    assert.notEqual(fitCode(file, '"b": 2', 'plaintext'), '{\n  "a": 1,\n  "b": 2\n}\n');
  });

  it('all that is YAML goes by the same rules', () => {
    const block = 'jobs:\n  build:\n    steps:\n      - run: make -j2';
    const wanted = fitCode(workflow, block, 'yaml');
    for (const id of ['dockercompose', 'github-actions-workflow'])
      assert.equal(fitCode(workflow, block, id), wanted, id);
  });

  it('code is what it is to be: what a class does not show is gone', () => {
    const file = 'class A {\n  a() {\n    x();\n  }\n\n  b() {\n    y();\n  }\n}\n\nclass B {\n}\n';
    const block = 'class A {\n  a() {\n    z();\n  }\n}';
    assert.equal(fitCode(file, block, 'typescript'), `${block}\n\nclass B {\n}\n`);
  });
});
