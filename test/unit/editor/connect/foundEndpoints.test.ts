import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readFoundEndpoints,
  withFoundEndpoint,
  withoutGone,
  type FoundEndpoints,
} from '../../../../src/editor/connect/foundEndpoints';
import { features, type EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';

const url = 'http://127.0.0.1:11434';

function settings(inline: string, change: Partial<EndpointSettings> = {}): EndpointSettings {
  return {
    endpoint: 'local',
    model: '',
    headers: {},
    caFile: '',
    endpoints: { Ollama: { url }, vLLM: { url: 'http://127.0.0.1:8000/v1' }, strong: { url: 'wss://host' } },
    features: { inline, edit: '', chat: '' },
    ...change,
  };
}

const ollama: FoundEndpoints = { Ollama: { url, before: { inline: 'vLLM' } } };

describe('withFoundEndpoint', () => {
  it('remembers what each feature used before', () => {
    const before = settings('strong', { endpoint: 'vLLM' });
    const known = withFoundEndpoint({}, { name: 'Ollama', url, uses: ['inline', 'chat'] }, before);
    assert.deepEqual(known, { Ollama: { url, before: { inline: 'strong', chat: 'vLLM' } } });
  });

  it('does not take an endpoint for what was before itself', () => {
    const known = withFoundEndpoint(ollama, { name: 'Ollama', url, uses: ['inline'] }, settings('Ollama'));
    assert.deepEqual(known, ollama);
  });
});

describe('withoutGone', () => {
  const gone = new Set(['Ollama']);
  const table: [name: string, now: EndpointSettings, known: FoundEndpoints, inline: string][] = [
    ['what was before', settings('Ollama'), ollama, 'vLLM'],
    [
      'the embedded engine where what was before is not on this machine',
      settings('Ollama'),
      { Ollama: { url, before: { inline: 'strong' } } },
      'local',
    ],
    [
      'the embedded engine where nothing was before',
      settings('Ollama'),
      { Ollama: { url, before: {} } },
      'local',
    ],
    ['nothing where something else is used', settings('vLLM'), ollama, 'vLLM'],
    ['nothing where the endpoint was not found', settings('Ollama'), {}, 'Ollama'],
    [
      'nothing where its address is another one now',
      settings('Ollama', { endpoints: { Ollama: { url: 'http://host' } } }),
      ollama,
      'Ollama',
    ],
    [
      'the embedded engine where what was before is the same',
      settings('Ollama'),
      { Ollama: { url, before: { inline: 'Ollama' } } },
      'local',
    ],
  ];
  for (const [name, now, known, inline] of table)
    it(`stands in: ${name}`, () => assert.equal(withoutGone(now, known, gone).features.inline, inline));

  it('stands in for what everything uses, too', () => {
    const now = withoutGone(settings('', { endpoint: 'Ollama' }), ollama, gone);
    assert.deepEqual(now.features, { inline: 'vLLM', edit: 'local', chat: 'local' });
  });

  it('stands in with the embedded engine for what is being started', () => {
    assert.equal(withoutGone(settings('Ollama'), ollama, gone, gone).features.inline, 'local');
  });

  it('changes nothing while nothing is gone', () => {
    const now = settings('Ollama');
    assert.equal(withoutGone(now, ollama, new Set()), now);
  });

  it('never leaves a feature at what is gone, whatever was before what', () => {
    const name = fc.constantFrom('Ollama', 'vLLM', 'strong', 'local');
    const all = { Ollama: url, vLLM: 'http://127.0.0.1:8000/v1', strong: 'wss://host' };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Ollama', 'vLLM', 'strong')),
        fc.record({ inline: name, edit: name, chat: name }),
        fc.record({ Ollama: name, vLLM: name, strong: name }),
        (names, used, before) => {
          const known = Object.fromEntries(
            Object.entries(all).map(([each, address]) => {
              const was = before[each as keyof typeof before];
              return [each, { url: address, before: { inline: was, edit: was, chat: was } }];
            }),
          );
          const now = withoutGone(settings('', { features: used }), known, new Set(names));
          for (const feature of features) {
            if (now.features[feature] === used[feature]) continue;
            assert.ok(!names.some(each => each === now.features[feature]));
            assert.notEqual(now.features[feature], 'strong', 'code stays on the machine');
          }
          for (const each of names)
            assert.ok(
              features.every(feature => each !== now.features[feature]),
              each,
            );
        },
      ),
    );
  });
});

describe('readFoundEndpoints', () => {
  it('takes what was written, and nothing else', () => {
    assert.deepEqual(readFoundEndpoints(JSON.parse(JSON.stringify(ollama))), ollama);
    for (const odd of [undefined, null, 5, 'x', { Ollama: 5 }, { Ollama: { url } }])
      assert.deepEqual(readFoundEndpoints(odd), {});
  });
});
