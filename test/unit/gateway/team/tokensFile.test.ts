import assert from 'node:assert/strict';
import { tokenDigest } from '../../../../src/gateway/clients/directory';
import { parseTokensFile } from '../../../../src/gateway/clients/tokensFile';

const none = { requestsPerMinute: undefined, maxInFlight: undefined };
const long = 'a-token-of-some-length';
const digest = tokenDigest(long).toString('hex');

describe('parseTokensFile', () => {
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

  it('does not repeat a broken file, which may hold tokens', () => {
    assert.throws(() => parseTokensFile(`{"tokens": [${long}`, none), { message: 'it is not JSON' });
  });
});
