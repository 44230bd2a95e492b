import assert from 'node:assert/strict';
import * as v from 'valibot';
import { serverNames, upstreamApis, upstreamFims, warmUpChoices } from '../../../../src/common/upstreamNames';
import { features, isEndpointName, readEntry } from '../../../../src/editor/endpoints/endpointSettings';
import { settings } from '../../../support/manifest';

const choice = v.object({ enum: v.array(v.string()) });
const endpoints = v.looseObject({
  additionalProperties: v.object({
    properties: v.looseObject({ api: choice, fim: choice, server: choice, warmUp: choice }),
  }),
});

describe('endpointSettings', () => {
  it('is offered by the manifest with exactly the names that are read', () => {
    const written = v.parse(endpoints, settings.get('codexSpark.endpoints')).additionalProperties.properties;
    const table: [read: readonly string[], offered: readonly string[]][] = [
      [upstreamApis, written.api.enum],
      [upstreamFims, written.fim.enum],
      [serverNames, written.server.enum],
      [warmUpChoices, written.warmUp.enum],
    ];
    for (const [read, offered] of table) assert.deepEqual([...offered].sort(), [...read].sort());
  });

  it('keeps everything that decides where code goes out of the hands of a workspace', () => {
    const names = [
      'endpoint',
      'endpoints',
      'model',
      'headers',
      'caFile',
      'chat.applyEndpoint',
      ...features.map(f => `${f}.endpoint`),
    ];
    for (const name of names) assert.equal(settings.get(`codexSpark.${name}`)?.scope, 'machine', name);
  });

  it('reads an entry', () => {
    assert.deepEqual(readEntry('a', { url: ' http://h ', model: ' m ', warmUp: 'off' }), {
      url: 'http://h',
      model: 'm',
      warmUp: 'off',
      headers: {},
    });
  });

  for (const broken of [
    undefined,
    'http://h',
    [],
    { url: 7 },
    { url: ' ' },
    { url: 'http://h', headers: { a: 1 } },
  ]) {
    it(`says what is wrong with ${JSON.stringify(broken)}`, () => {
      const entry = readEntry('mine', broken);
      assert.ok('problem' in entry);
      assert.match(entry.problem, /^The endpoint "mine" is not usable: /);
    });
  }

  const names: [string, boolean][] = [
    ['fast', true],
    ['Grün 2', true],
    ['gpt-5.1_mini', true],
    ['local', false],
    ['', false],
    [' a', false],
    ['a ', false],
    ['http://h', false],
    ['x'.repeat(41), false],
  ];
  for (const [name, fits] of names)
    it(`"${name.slice(0, 20)}" is ${fits ? 'a' : 'no'} name`, () => assert.equal(isEndpointName(name), fits));
});
