import assert from 'node:assert/strict';
import {
  draftOf,
  draftOfEntry,
  draftSpec,
  isForSuggestions,
  settingsOf,
  usesNow,
  type Draft,
} from '../../../../src/editor/connect/draft';
import { customPreset, presets } from '../../../../src/editor/connect/presets';
import { features, type EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';
import { isUnusable, specOf } from '../../../../src/editor/endpoints/endpointSpec';

const settings: EndpointSettings = {
  endpoint: 'local',
  model: '',
  headers: {},
  caFile: '/ca.pem',
  endpoints: { Ollama: { url: 'http://127.0.0.1:11434', model: 'big' } },
  features: { inline: '', edit: '', chat: 'Ollama' },
};

const ollama = presets.find(({ name }) => name === 'Ollama') ?? customPreset;
const draft = (change: Partial<Draft> = {}): Draft => ({
  ...draftOf(ollama),
  model: 'small',
  uses: features,
  ...change,
});

/** The settings after these changes. */
function after(change: Partial<Draft>): EndpointSettings {
  const chosen = draft(change);
  const spec = chosen.kind === 'local' ? undefined : draftSpec(chosen, settings);
  let now = settings;
  for (const [key, value] of settingsOf(chosen, spec, settings)) {
    const [feature = '', sub] = key.split('.');
    now = sub ? { ...now, features: { ...now.features, [feature]: value ?? '' } } : { ...now, [key]: value };
    // Never is there a moment in which something names what is not there.
    for (const each of features) assert.ok(!isUnusable(specOf(each, now)), `${each} after ${key}`);
  }
  return now;
}

describe('draftSpec', () => {
  it('gives a second model of the same server a name of its own', () => {
    assert.equal(draftSpec(draft(), settings)?.name, 'Ollama 2');
    assert.equal(draftSpec(draft({ model: 'big' }), settings)?.name, 'Ollama');
  });

  it('keeps what else is written in an endpoint that is changed', () => {
    const entry = { url: 'https://h/v1', model: 'm', api: 'chat', headers: { a: 'b' } };
    const read = draftOfEntry('mine', entry, customPreset);
    assert.ok(read);
    const spec = draftSpec({ ...read, model: 'n' }, settings);
    assert.deepEqual(
      [spec?.name, spec?.model, spec?.api, spec?.headers, spec?.caFile],
      ['mine', 'n', 'chat', { a: 'b' }, '/ca.pem'],
    );
    assert.equal(draftOfEntry('mine', { url: 7 }, customPreset), undefined);
  });
});

describe('settingsOf', () => {
  it('makes what everything uses the endpoint, and no feature differs any more', () => {
    const { endpoint, endpoints, features: own } = after({});
    assert.equal(endpoint, 'Ollama 2');
    assert.deepEqual(own, { inline: '', edit: '', chat: '' });
    assert.deepEqual(endpoints, {
      ...settings.endpoints,
      'Ollama 2': { url: 'http://127.0.0.1:11434', model: 'small' },
    });
  });

  it('changes only the features that are to use it', () => {
    const { endpoint, features: own } = after({ uses: ['inline'] });
    assert.equal(endpoint, 'local');
    assert.deepEqual(own, { inline: 'Ollama 2', edit: '', chat: 'Ollama' });
  });

  it('goes back to the embedded engine, and keeps what is named', () => {
    const { endpoint, endpoints, features: own } = after({ kind: 'local' });
    assert.equal(endpoint, 'local');
    assert.deepEqual(own, { inline: '', edit: '', chat: '' });
    assert.deepEqual(endpoints, settings.endpoints);
  });

  it('writes the service tier that the kind of server stands for', () => {
    const ultrafast = presets.find(({ serviceTier }) => serviceTier === 'ultrafast');
    assert.equal(ultrafast, presets[0]);
    const { endpoints } = after({ ...draftOf(presets[0] ?? customPreset), model: 'm', uses: features });
    assert.deepEqual(endpoints['OpenAI Ultrafast'], {
      url: 'wss://api.openai.com/v1/responses',
      model: 'm',
      serviceTier: 'ultrafast',
    });
  });

  it('writes no key', () => {
    const chosen = draft({ key: 'sk-secret' });
    assert.doesNotMatch(JSON.stringify(settingsOf(chosen, draftSpec(chosen, settings), settings)), /secret/);
  });
});

describe('usesNow', () => {
  it('says which features use what a draft would connect', () => {
    assert.deepEqual(usesNow(draft({ model: 'big' }), settings), ['chat']);
    assert.deepEqual(usesNow(draft(), settings), []);
    assert.deepEqual(usesNow(draft({ kind: 'local' }), settings), []);
  });
});

describe('isForSuggestions', () => {
  const running = { needsKey: false, tested: undefined };
  const found = draft({ model: 'big', uses: ['inline'], found: running });

  it('spares who picks a model that was found the question what for', () => {
    assert.equal(isForSuggestions(found, settings), true);
    assert.equal(isForSuggestions(draft(), settings), false);
  });

  it('asks who picks again what suggestions use already: it is wanted for edits or the chat', () => {
    const connected = { ...settings, features: { ...settings.features, inline: 'Ollama' } };
    assert.equal(isForSuggestions(found, connected), false);
  });
});
