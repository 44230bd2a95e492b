import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { respectsGitignore, type SettingPlaces } from '../../../src/editor/respectsGitignore';

describe('respectsGitignore', () => {
  const person = (globalValue: unknown): SettingPlaces => ({ globalValue });
  const table: [
    name: string,
    now: SettingPlaces | undefined,
    before: SettingPlaces | undefined,
    does: boolean,
  ][] = [
    ['by itself', undefined, undefined, true],
    ['nothing is set', {}, {}, true],
    ['the user turns it off', person(false), {}, false],
    ['the user turned it off under the former name', {}, person(false), false],
    ['it was off under the former name and is on now', person(true), person(false), true],
    ['it was on under the former name and is off now', person(false), person(true), false],
    ['a workspace turns it off', { workspaceValue: false }, {}, true],
    ['a workspace turns it off under the former name', {}, { workspaceValue: false }, true],
    ['a folder does', {}, { workspaceFolderValue: false }, true],
    ['a workspace turns it on again', person(false), { workspaceValue: true }, true],
    [
      'a folder turns it on again under the former name',
      {},
      { globalValue: false, workspaceFolderValue: true },
      true,
    ],
    ['what is set is no answer', person('false'), person(0), true],
  ];
  for (const [name, now, before, does] of table) {
    it(`${does ? 'does' : 'does not'} when ${name}`, () =>
      assert.equal(respectsGitignore(now, before), does));
  }

  it('is a setting that no workspace can loosen, as is that for settings files', () => {
    const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    const text = JSON.stringify(manifest);
    for (const key of ['codexSpark.respectGitignore', 'codexSpark.inline.settingsFiles']) {
      assert.match(text, new RegExp(`"${key}":\\{[^}]*"scope":"machine"`), key);
      assert.match(text, new RegExp(`"restrictedConfigurations":\\[[^\\]]*"${key}"`), key);
    }
    assert.match(text, /"restrictedConfigurations":\[[^\]]*"codexSpark.inline.respectGitignore"/);
  });
});
