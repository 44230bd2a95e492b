import assert from 'node:assert/strict';
import { UsageError } from '../../../../src/engines/usageError';
import { placeIn } from '../../../../src/gateway/config/jsonTree';
import { readConfig } from '../../../../src/gateway/config/readConfig';

const one = '{ "name": "a", "url": "http://127.0.0.1:8000/v1", "models": ["qwen"] }';
const two = '{ "name": "b", "url": "https://example.com/v1", "models": ["qwen", "gpt"] }';

/** Each text has a `█` in front of what is wrong. */
const faults: readonly (readonly [text: string, says: RegExp])[] = [
  ['█', /the file ends where a value should be/],
  ['{ "upstreams": [\n  {}, █]}', /take away the comma before this/],
  ['{ "upstreams": █[\n] }', /upstreams is empty: name at least one of the upstreams/],
  ['█{}', /the file needs "upstreams"/],
  ['█[]', /the file needs "upstreams"/],
  ['█"x"', /must be an object in \{ \}/],
  [`{ "upstreams": [${one}] } █x`, /the end of the file should be here/],
  [`{ █// here\n "upstreams": [${one}] }`, /JSON has no comments: take this away/],
  [`{ "upstreams": [${one}],\n\t█"upstreams": [] }`, /stands twice/],
  [
    `{ "upstreams": [${one}],\r\n █"hedge": {} }`,
    /hedge is not known here: leave it out, or use "upstreams", "models"/,
  ],
  ['{ "upstreams": [█{ "name": "a", "models": ["x"] }] }', /upstreams\[0\] needs "url"/],
  ['{ "upstreams": [{ █"weigth": 1 }] }', /upstreams\[0\]\.weigth is not known here: .*"weight"/],
  ['{ "upstreams": [{ "name": █"a b", "url": "http://x", "models": ["x"] }] }', /name must be 1 to 64/],
  [
    '{ "upstreams": [{ "name": "a", "url": █"ftp://x", "models": ["x"] }] }',
    /url must be an http:\/\/ or https:\/\/ address/,
  ],
  ['{ "upstreams": [{ "name": "a", "url": █"http://u:secret@x", "models": ["x"] }] }', /must not hold a key/],
  [
    '{ "upstreams": [{ "name": "a", "url": █"http://x/?api_key=secret", "models": ["x"] }] }',
    /must not hold a key/,
  ],
  ['{ "upstreams": [{ "name": "a", "url": "http://x", "models": █[] }] }', /models is empty/],
  [
    '{ "upstreams": [{ "name": "a", "url": "http://x", "models": █"x" }] }',
    /models must be a list of ids of models/,
  ],
  [
    '{ "upstreams": [{ "name": "a", "url": "http://x", "models": ["x"], "key": █"secret" }] }',
    /key must be \{"env": "NAME"\} or \{"file": "PATH"\}: the key itself never stands in this file/,
  ],
  [
    '{ "upstreams": [{ "name": "a", "url": "http://x", "models": ["x"], "key": █{} }] }',
    /never stands in this file/,
  ],
  [
    '{ "upstreams": [{ "name": "a", "url": "http://x", "models": ["x"],\n "timeouts": { "idleMs": █0 } }] }',
    /upstreams\[0\]\.timeouts\.idleMs must be a whole number from 1/,
  ],
  [
    '{ "upstreams": [{ "name": "a", "url": "http://x", "models": ["x"], "weight": █-1 }] }',
    /weight must be a number/,
  ],
  [
    `{ "upstreams": [${one}, ${two.replace('"b"', '█"a"')}] }`,
    /upstreams\[1\]\.name is the name of another upstream/,
  ],
  [`{ "upstreams": [${one}], "models": { █"fast": {} } }`, /models\.fast needs "models"/],
  [
    `{ "upstreams": [${one}], "models": { "fast": { "models": ["qwen", █"none"] } } }`,
    /models\.fast\.models\[1\] is a model that no upstream/,
  ],
  [`{ "upstreams": [${one}], "models": { "qwen": { "upstreams": [█"b"] } } }`, /is no upstream of this file/],
  [
    `{ "upstreams": [${one}, ${two}], "models": { "fast": { "models": ["gpt"], "upstreams": ["a"] } } }`.replace(
      '["gpt"]',
      '[█"gpt"]',
    ),
    /no upstream/,
  ],
  [
    `{ "upstreams": [${one}], "models": { "qwen": { "fallback": [{ "to": █"x" }] } } }`,
    /neither a model of an upstream nor a name/,
  ],
  [
    `{ "upstreams": [${one}], "models": { "qwen": { "fallback": [{ "to": █"qwen" }] } } }`,
    /name it is a fallback for/,
  ],
  [
    `{ "upstreams": [${one}], "models": { "qwen": { "fallback": [{ "to": "x", "on": [█"bad"] }] } } }`,
    /must be one of "unreachable"/,
  ],
  [
    `{ "upstreams": [${one}], "models": { "qwen": { █"hedge": { "lanes": ["inline"] } } } }`,
    /needs a second upstream/,
  ],
];

describe('readConfig', () => {
  for (const [marked, says] of faults) {
    it(`says where: ${marked.replaceAll('\n', '⏎')}`, () => {
      const at = marked.indexOf('█');
      const text = marked.replace('█', '');
      const { line, column } = placeIn(text, at);
      const error = errorOf(text);
      assert.match(error.message, says);
      assert.ok(error.message.startsWith(`upstreams.json, line ${line}, column ${column}: `), error.message);
      assert.ok(error.message.endsWith('.') && !error.message.includes('\n'), error.message);
      assert.ok(!error.message.includes('secret'), error.message);
    });
  }

  it('reads what one name stands for, fallbacks, and everything of an upstream', () => {
    const text = `\uFEFF{ "upstreams": [${one}, ${two}],
      "models": { "fast": { "models": ["qwen"], "hedge": { "lanes": ["inline"] }, "fallback": [{ "to": "gpt", "on": ["timeout"] }] } } }`;
    const { config } = readConfig(text, 'x');
    assert.deepEqual(config.models?.['fast'], {
      models: ['qwen'],
      hedge: { lanes: ['inline'] },
      fallback: [{ to: 'gpt', on: ['timeout'] }],
    });
    assert.deepEqual(
      config.upstreams.map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('answers whatever stands in it with one sentence, wherever it is cut', () => {
    const whole = `{ "upstreams": [${one}, ${two}], "models": { "fast": { "models": ["qwen"] } } }`;
    readConfig(whole, 'x');
    for (let length = 0; length < whole.length; length++) {
      const { message } = errorOf(whole.slice(0, length));
      assert.match(message, /^upstreams\.json, line 1, column \d+: [^\n]+\.$/);
    }
  });
});

function errorOf(text: string): UsageError {
  try {
    readConfig(text, 'upstreams.json');
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error;
  }
  throw new Error('it was taken');
}
