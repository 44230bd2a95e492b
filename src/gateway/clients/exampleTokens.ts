import { tokenDigest } from './directory';

/** What stands for a token in examples and in haste: nobody's secret. Compared in any case. */
const words = [
  ...['', 'a', 'b', 'x', 'foo', 'bar', 'baz', 'qux', 'quux', 'foobar', 'foobarbaz', 'lorem', 'ipsum'],
  ...[
    'test',
    'testing',
    'test123',
    'test-token',
    'example',
    'example-token',
    'sample',
    'demo',
    'dummy',
    'fake',
  ],
  ...['hello', 'world', 'helloworld', 'hello world', 'hello, world', 'hello, world!', 'hello world!'],
  ...['secret', 'supersecret', 'topsecret', 's3cret', 'mysecret', 'my-secret', 'password', 'password1'],
  ...['passw0rd', 'p@ssw0rd', 'passwd', 'pass', 'letmein', 'qwerty', 'abc', 'abcdef', 'abc123', 'changeme'],
  ...['change-me', 'change_me', 'changeit', 'default', 'replace-me', 'todo', 'xxx', 'xxxx', 'none', 'null'],
  ...[
    'undefined',
    'true',
    'token',
    'mytoken',
    'my-token',
    'my_token',
    'your-token',
    'your_token',
    'yourtoken',
  ],
  ...[
    'your-token-here',
    'token-here',
    '$token',
    '${token}',
    '<token>',
    'key',
    'apikey',
    'api-key',
    'api_key',
  ],
  ...['your-api-key', 'sk-test', 'admin', 'root', 'user', 'guest', 'anna', 'alice', 'bob', 'ci', 'gateway'],
  ...['codex', 'spark', 'codexspark', 'codex-spark', 'codex-spark-live', 'openai', 'local', 'localhost'],
  ...['0', '1', '12', '123', '1234', '12345', '123456', '1234567', '12345678', '123456789', '1234567890'],
  ...['1234567890123456', '0123456789abcdef', 'the quick brown fox jumps over the lazy dog'],
];

const known = new Set(
  words
    .flatMap(word => [word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)])
    // As a file or `echo` has them, which end in a line break.
    .flatMap(word => [word, `${word}\n`, `${word}\r\n`])
    .map(word => tokenDigest(word).toString('hex')),
);

/**
 * Whether a digest opens the gateway to whoever knows the examples: that of a word that stands for a token in them, of
 * the name beside it, or one that is no digest but stands for one.
 */
export function isExampleDigest(digest: Buffer, name: string): boolean {
  const hex = digest.toString('hex');
  return known.has(hex) || tokenDigest(name).equals(digest) || isFilledIn(hex);
}

/** All digits the same, or the digits in their order again and again: nobody's token has this digest. */
function isFilledIn(hex: string): boolean {
  return (
    /^(.)\1*$/.test(hex) ||
    ['0123456789abcdef', '1234567890', 'deadbeef', 'abcdef'].some(part => hex.startsWith(part.repeat(3)))
  );
}
