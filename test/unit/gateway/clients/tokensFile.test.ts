import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tokenDigest } from '../../../../src/gateway/clients/directory';
import { parseTokensFile } from '../../../../src/gateway/clients/tokensFile';

const none = { requestsPerMinute: undefined, maxInFlight: undefined };
const long = 'a-token-of-some-length';
const digest = tokenDigest(long).toString('hex');

describe('parseTokensFile', () => {
  it('reads what a token may use in a day', () => {
    const text = JSON.stringify({
      tokens: [
        { name: 'anna', token: 'anna-token-0123456789', tokensPerDay: 100 },
        { name: 'ben', token: 'ben-token-01234567890', requestsPerDay: 7 },
      ],
    });
    const defaults = { requestsPerMinute: undefined, maxInFlight: undefined, requestsPerDay: 5 };
    assert.deepEqual(
      parseTokensFile(text, defaults).map(({ requestsPerDay, tokensPerDay }) => [
        requestsPerDay,
        tokensPerDay,
      ]),
      [
        [5, 100],
        [7, undefined],
      ],
    );
  });

  it('reads tokens and digests, with the limits of the entry or the defaults', () => {
    const text = JSON.stringify({
      tokens: [
        { name: 'anna', token: long },
        {
          name: 'ci@build',
          sha256: tokenDigest('another one').toString('hex').toUpperCase(),
          maxInFlight: 2,
        },
      ],
    });
    assert.deepEqual(parseTokensFile(text, { requestsPerMinute: 600, maxInFlight: 8 }), [
      { name: 'anna', requestsPerMinute: 600, maxInFlight: 8, digest: tokenDigest(long) },
      { name: 'ci@build', requestsPerMinute: 600, maxInFlight: 2, digest: tokenDigest('another one') },
    ]);
  });

  const refused: readonly [string, unknown, RegExp][] = [
    ['no list', {}, /^tokens/],
    ['an empty list', { tokens: [] }, /^tokens is empty$/],
    ['a short token', { tokens: [{ name: 'a', token: 'short' }] }, /^tokens\.0.* must/],
    ['a name with a space', { tokens: [{ name: 'a b', token: long }] }, /^tokens\.0.* must/],
    ['both forms', { tokens: [{ name: 'a', token: long, sha256: digest }] }, /^tokens\.0/],
    ['a bound of 0', { tokens: [{ name: 'a', token: long, maxInFlight: 0 }] }, /^tokens\.0/],
    ['a misspelt bound', { tokens: [{ name: 'a', token: long, maxInflight: 3 }] }, /^tokens\.0/],
    [
      'a name twice',
      {
        tokens: [
          { name: 'a', token: long },
          { name: 'a', token: `${long}2` },
        ],
      },
      /"a" stands there twice/,
    ],
    [
      'one token for two',
      {
        tokens: [
          { name: 'a', token: long },
          { name: 'b', sha256: digest },
        ],
      },
      /same token/,
    ],
    ...['foo', 'bar', '', 'changeme', 'Secret', 'anna\n', 'the-name-beside-it'].map(
      (word): [string, unknown, RegExp] => [
        `the digest of ${JSON.stringify(word)}`,
        {
          tokens: [
            { name: 'a', token: long },
            { name: 'the-name-beside-it', sha256: tokenDigest(word).toString('hex') },
          ],
        },
        /^tokens\.1 is a token that everybody knows .* openssl rand/,
      ],
    ),
    [
      'a token from examples',
      { tokens: [{ name: 'a', token: '1234567890123456' }] },
      /^tokens\.0 is a token/,
    ],
    ['zeros', { tokens: [{ name: 'a', sha256: '0'.repeat(64) }] }, /^tokens\.0 is a token/],
    ['a placeholder', { tokens: [{ name: 'a', sha256: "SHA-256 OF ANNA'S TOKEN" }] }, /^tokens\.0.*64 hexa/],
  ];
  for (const [what, content, sentence] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => parseTokensFile(JSON.stringify(content), none),
        (error: Error) => {
          assert.match(error.message, sentence);
          assert.ok(!error.message.includes(long) && !error.message.includes('short'), error.message);
          return true;
        },
      );
    });
  }

  it('refuses every digest that stands in the docs', () => {
    for (const file of ['docs/serving-a-team.md', 'docs/gateway.md', 'README.md']) {
      for (const [sha256] of readFileSync(file, 'utf8').matchAll(/\b[0-9a-f]{64}\b/gi)) {
        const text = JSON.stringify({ tokens: [{ name: 'a', sha256 }] });
        assert.throws(() => parseTokensFile(text, none), /everybody knows/, file);
      }
    }
  });

  it('does not start with the example of the docs', () => {
    const [, example = ''] =
      /^ {7}(\{\n {9}"tokens"[^]*?\n {7}\})/m.exec(readFileSync('docs/serving-a-team.md', 'utf8')) ?? [];
    assert.throws(() => parseTokensFile(example, none), /^Error: tokens\.0.*64 hexadecimal/);
  });

  it('does not repeat a broken file, which may hold tokens', () => {
    assert.throws(() => parseTokensFile(`{"tokens": [${long}`, none), { message: 'it is not JSON' });
  });
});
