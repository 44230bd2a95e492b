import assert from 'node:assert/strict';
import type { EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';
import {
  endpointTitle,
  isUnusable,
  knownSpecs,
  specKey,
  specOf,
  tierFor,
  type EndpointSpec,
} from '../../../../src/editor/endpoints/endpointSpec';

const plain: EndpointSettings = {
  endpoint: 'local',
  model: '',
  headers: {},
  caFile: '',
  endpoints: {},
  features: { inline: '', edit: '', chat: '' },
};

const two: EndpointSettings = {
  ...plain,
  endpoint: 'strong',
  model: 'of the address only',
  headers: { 'x-tenant': 't' },
  endpoints: {
    strong: { url: 'wss://api.openai.com/v1', model: 'gpt-5.1' },
    fast: { url: 'https://api.cerebras.ai/v1', model: 'gpt-oss-120b', api: 'chat', headers: { 'x-a': 'b' } },
  },
  features: { inline: 'fast', edit: '', chat: '' },
};

function usable(spec: ReturnType<typeof specOf>): EndpointSpec {
  assert.ok(!isUnusable(spec), 'reason' in spec ? spec.reason : '');
  return spec;
}

describe('specOf', () => {
  it('takes the one endpoint for everything, with the model and the headers that stand beside it', () => {
    const spec = usable(
      specOf('chat', {
        ...plain,
        endpoint: 'https://h/v1',
        model: 'm',
        headers: { a: 'b' },
        caFile: '/ca.pem',
      }),
    );
    assert.deepEqual(spec, {
      name: '',
      endpoint: { kind: 'upstream', url: 'https://h/v1', origin: 'https://h' },
      model: 'm',
      headers: { a: 'b' },
      caFile: '/ca.pem',
    });
  });

  it('takes a named endpoint as it is written, and nothing of the one address', () => {
    assert.deepEqual(usable(specOf('inline', two)), {
      name: 'fast',
      endpoint: { kind: 'upstream', url: 'https://api.cerebras.ai/v1', origin: 'https://api.cerebras.ai' },
      model: 'gpt-oss-120b',
      api: 'chat',
      headers: { 'x-a': 'b' },
      caFile: '',
    });
    const strong = usable(specOf('chat', two));
    assert.deepEqual([strong.name, strong.model, strong.headers], ['strong', 'gpt-5.1', {}]);
  });

  it("sends a feature's own address no model and no headers that were said for another", () => {
    const settings = { ...plain, endpoint: 'wss://a/v1', model: 'm', headers: { authorization: 'secret' } };
    const spec = usable(specOf('chat', { ...settings, features: { ...plain.features, chat: 'wss://b/v1' } }));
    assert.deepEqual([spec.model, spec.headers], ['', {}]);
  });

  it('is local where a feature says so', () => {
    const spec = usable(specOf('inline', { ...two, features: { ...two.features, inline: 'local' } }));
    assert.equal(spec.endpoint.kind, 'local');
  });

  const unusable: [change: Partial<EndpointSettings>, reason: RegExp, setting: string][] = [
    [{ endpoint: 'storng' }, /"storng" is neither.* Named endpoints: strong, fast\./, 'codexSpark.endpoint'],
    [{ features: { inline: 'gone', edit: '', chat: '' } }, /"gone" is neither/, 'codexSpark.inline.endpoint'],
    [{ endpoints: { fast: {} } }, /"fast" is not usable: url:/, 'codexSpark.endpoints'],
    [
      { endpoints: { fast: { url: 'ftp://x' } } },
      /fast: The endpoint must begin with/,
      'codexSpark.endpoints',
    ],
    [{ endpoints: { fast: { url: 'http://x', api: 'soap' } } }, /api:.*soap/, 'codexSpark.endpoints'],
    [
      { endpoints: { fast: { url: 'http://x', key: 'sk-123' } } },
      /"fast" is not usable: key:/,
      'codexSpark.endpoints',
    ],
  ];
  for (const [change, reason, setting] of unusable) {
    it(`says what is wrong: ${reason.source}`, () => {
      const spec = specOf('inline', { ...two, ...change });
      const spec2 = isUnusable(spec) ? spec : specOf('chat', { ...two, ...change });
      assert.ok(isUnusable(spec2));
      assert.match(spec2.reason, reason);
      assert.doesNotMatch(spec2.reason, /sk-123/);
      assert.equal(spec2.setting, setting);
    });
  }
});

describe('specKey', () => {
  it('is the same for features of the same endpoint, and another one otherwise', () => {
    const key = (feature: 'inline' | 'edit' | 'chat', settings: EndpointSettings): string =>
      specKey(usable(specOf(feature, settings)));
    assert.equal(key('edit', two), key('chat', two));
    assert.notEqual(key('inline', two), key('chat', two));
    const cooler = {
      ...two,
      endpoints: { ...two.endpoints, strong: { url: 'wss://api.openai.com/v1', model: 'o' } },
    };
    assert.notEqual(key('chat', cooler), key('chat', two));
    // A certificate does not matter to the embedded engine, nor do headers.
    assert.equal(key('chat', plain), key('chat', { ...plain, caFile: '/ca.pem', headers: { a: 'b' } }));
  });
});

describe('endpointTitle', () => {
  const titles: [settings: EndpointSettings, title: string][] = [
    [plain, 'Local (no model)'],
    [two, 'fast'],
    [{ ...plain, endpoint: 'wss://h:81/v1' }, 'h:81'],
    [{ ...plain, endpoint: 'http://127.0.0.1:11434', model: 'qwen' }, 'qwen'],
  ];
  for (const [settings, title] of titles)
    it(title, () => assert.equal(endpointTitle(usable(specOf('inline', settings))), title));
});

describe('knownSpecs', () => {
  it('has every endpoint once, used or only named, without those that cannot be used', () => {
    const spare = { ...two.endpoints, spare: { url: 'http://127.0.0.1:1' }, broken: { url: 'x' } };
    const names = knownSpecs({ ...two, endpoints: spare }).map(endpointTitle);
    assert.deepEqual(names, ['fast', 'strong', 'spare']);
  });
});

describe('tierFor', () => {
  const settings: EndpointSettings = {
    ...plain,
    endpoint: 'wss://h/v1',
    serviceTier: 'fast',
    endpoints: { slow: { url: 'wss://slow/v1', serviceTier: 'flex' }, none: { url: 'wss://none/v1' } },
    featureTiers: { inline: 'ultrafast' },
  };
  const tiers = (endpoint: string): unknown[] => {
    const spec = usable(specOf('chat', { ...settings, features: { inline: '', edit: '', chat: endpoint } }));
    const lanes = ['inline', 'inline-2', 'inline-context', 'prefetch', 'edit', 'edit-3', 'chat'] as const;
    return lanes.map(lane => tierFor(lane, spec));
  };
  const inline = ['ultrafast', 'ultrafast', 'ultrafast', 'ultrafast'];

  it('is that of the feature, else that of its endpoint', () => {
    assert.deepEqual(tiers(''), [...inline, 'fast', 'fast', 'fast']);
    assert.deepEqual(tiers('slow'), [...inline, 'flex', 'flex', 'flex']);
    assert.deepEqual(tiers('none'), [...inline, undefined, undefined, undefined]);
  });

  it('is nothing that another address is asked for', () => {
    assert.deepEqual(tiers('wss://other/v1'), [...inline, undefined, undefined, undefined]);
  });

  it('needs another connection when it changes, and none because features differ in it', () => {
    const key = (feature: 'inline' | 'chat', changed: Partial<EndpointSettings> = {}): string =>
      specKey(usable(specOf(feature, { ...settings, ...changed })));
    assert.equal(key('inline'), key('chat'));
    assert.notEqual(key('inline'), key('inline', { serviceTier: 'ultrafast' }));
    assert.notEqual(key('inline'), key('inline', { featureTiers: {} }));
  });

  it('refuses a name that is no tier', () => {
    const endpoints = { odd: { url: 'wss://h/v1', serviceTier: 'warp' } };
    const spec = specOf('chat', { ...plain, endpoint: 'odd', endpoints });
    assert.ok(isUnusable(spec) && spec.reason.includes('serviceTier'));
  });
});
