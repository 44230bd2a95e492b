import assert from 'node:assert/strict';
import { importFixOf, newFindings, type Finding, type Fix } from '../../../../src/editor/imports/importFix';

const fix = (title: string, more: Partial<Fix> = {}): Fix => ({
  title,
  isPreferred: true,
  isDisabled: false,
  hasEffect: true,
  ...more,
});

describe('importFixOf', () => {
  const imports = [
    'Add import from "./shapes"',
    'Update import from "node:fs"',
    'Add all missing imports',
    'Add "import os"',
    'Import `std::collections::HashMap`',
    "Import 'List' (java.util)",
    'using System.Text;',
    'Include <vector>',
  ];
  for (const title of imports)
    it(`offers ${title}`, () => assert.equal(importFixOf([fix(title)])?.title, title));

  const others = [
    "Change spelling to 'shape'",
    'Remove unused import',
    'Add missing await',
    'Declare constant x',
    'Disable no-undef for this line',
    'Reuse the name',
  ];
  for (const title of others)
    it(`does not offer ${title}`, () => assert.equal(importFixOf([fix(title)]), undefined));

  it('offers nothing that the language service does not prefer, has disabled, or that does nothing', () => {
    const title = 'Add import from "./shapes"';
    assert.equal(importFixOf([fix(title, { isPreferred: false })]), undefined);
    assert.equal(importFixOf([fix(title, { isDisabled: true })]), undefined);
    assert.equal(importFixOf([fix(title, { hasEffect: false })]), undefined);
    assert.equal(importFixOf([]), undefined);
    assert.equal(importFixOf([fix('Add missing await'), fix(title)])?.title, title);
  });
});

describe('newFindings', () => {
  const finding = (message: string, startLine: number, more: Partial<Finding> = {}): Finding => ({
    isProblem: true,
    message,
    code: '2304',
    startLine,
    startCharacter: 0,
    endLine: startLine,
    endCharacter: 3,
    ...more,
  });

  it('are those that were not there before', () => {
    const old = finding('Cannot find name a.', 1);
    const fresh = finding('Cannot find name b.', 4);
    assert.deepEqual(newFindings([old], [old, fresh]), [fresh]);
    assert.deepEqual(newFindings([], [old]), [old]);
    assert.deepEqual(
      newFindings([old], [{ ...old, startLine: 5, endLine: 5 }]).length,
      1,
      'at another place',
    );
  });

  it('are no hints', () =>
    assert.deepEqual(newFindings([], [finding('Unused.', 1, { isProblem: false })]), []));
});
