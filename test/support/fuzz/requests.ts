import { hostileChat } from './chatBodies';
import type { Dice } from './dice';
import { manyValues } from './frames';

/** One thing that is sent to the port of a gateway as HTTP, or as what it is not. */
export interface RequestAttack {
  readonly kind: string;
  readonly pieces: readonly Buffer[];
  /** What the answers may not be: a success, or more than one answer. */
  readonly mayNot?: 'succeed' | 'be answered twice';
  /** It is not whole, or may be nothing at all: there need be no answer. */
  readonly silent?: true;
}

/** Where the attacks go, and with what. */
export interface RequestFacts {
  readonly token: string;
  /** The `Host` of honest requests. */
  readonly host: string;
}

const turnPaths = ['/v1/responses', '/v1/chat/completions'] as const;
const paths = [...turnPaths, '/v1/models', '/metrics'] as const;

/** How many of the requests are bodies of chat/completions: as much as all that is wrong with the requests themselves. */
const chatShare = 0.5;

/** One hostile request. */
export function requestAttack(dice: Dice, { token, host }: RequestFacts): RequestAttack {
  const bearer = `Authorization: Bearer ${token}`;
  const own = `Host: ${host}`;
  const body = '{"input":"hello"}';
  const turnPath = dice.pick(turnPaths);
  const post = (...headers: readonly string[]): string =>
    [`POST ${turnPath} HTTP/1.1`, own, bearer, 'Content-Type: application/json', ...headers].join('\r\n');
  const lines = (...all: readonly string[]): Buffer => Buffer.from(`${all.join('\r\n')}\r\n\r\n`);
  const upgrade = (...headers: readonly string[]): Buffer =>
    lines(
      'GET /v1/responses HTTP/1.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    );
  const smuggled = `GET /v1/models HTTP/1.1\r\n${own}\r\n${bearer}\r\n\r\n`;
  const path = dice.pick(paths);
  const origin = `Origin: ${dice.pick(['https://evil.example', 'null', 'http://127.0.0.1', 'file://', 'vscode-webview://x'])}`;
  const foreign = `Host: ${dice.pick(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.1.2.3', '[::ffff:10.0.0.1]', 'a b', ''])}`;
  const wrong = dice.pick([
    `Authorization: Bearer ${token}x`,
    `Authorization: Bearer ${token.slice(1)}`,
    `Authorization: Basic ${token}`,
    `Authorization: ${token}`,
    'Authorization: Bearer',
    'X-None: 1',
  ]);
  const kinds: readonly [() => RequestAttack, ...(() => RequestAttack)[]] = [
    () => ({
      kind: 'page of another origin',
      pieces: [lines(`GET ${path} HTTP/1.1`, own, bearer, origin)],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'page of another origin, WebSocket',
      pieces: [upgrade(own, bearer, origin)],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'foreign host',
      pieces: [lines(`GET ${dice.pick([path, '/health'])} HTTP/1.1`, foreign, bearer)],
      mayNot: 'succeed',
    }),
    () => ({ kind: 'foreign host, WebSocket', pieces: [upgrade(foreign, bearer)], mayNot: 'succeed' }),
    () => ({
      kind: 'two hosts',
      pieces: [lines(`GET ${path} HTTP/1.1`, 'Host: evil.example', own, bearer)],
      mayNot: 'succeed',
    }),
    () => ({ kind: 'no host', pieces: [lines(`GET ${path} HTTP/1.1`, bearer)], mayNot: 'succeed' }),
    () => ({
      kind: 'address of another host',
      silent: true,
      pieces: [lines(`GET http://evil.example${path} HTTP/1.1`, own, bearer)],
      mayNot: 'be answered twice',
    }),
    () => ({ kind: 'wrong token', pieces: [lines(`GET ${path} HTTP/1.1`, own, wrong)], mayNot: 'succeed' }),
    () => ({ kind: 'wrong token, WebSocket', pieces: [upgrade(own, wrong)], mayNot: 'succeed' }),
    () => ({
      kind: 'wrong token with a body',
      pieces: [
        Buffer.from(`${post(`Content-Length: ${body.length}`).replace(bearer, wrong)}\r\n\r\n${body}`),
      ],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'length and chunks',
      pieces: [
        Buffer.from(`${post('Content-Length: 5', 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${smuggled}`),
      ],
      mayNot: 'be answered twice',
    }),
    () => ({
      kind: 'two lengths',
      pieces: [
        Buffer.from(`${post('Content-Length: 0', `Content-Length: ${smuggled.length}`)}\r\n\r\n${smuggled}`),
      ],
      mayNot: 'be answered twice',
    }),
    () => ({
      kind: 'hidden chunks',
      pieces: [
        Buffer.from(
          `${post(dice.pick(['Transfer-Encoding : chunked', 'Transfer-Encoding: xchunked', 'Transfer-Encoding: chunked, identity', 'Transfer-Encoding:\u000bchunked', 'Transfer-Encoding: identity']), 'Content-Length: 3')}\r\n\r\n0\r\n\r\n${smuggled}`,
        ),
      ],
      mayNot: 'be answered twice',
    }),
    () => ({
      kind: 'chunks that are none',
      silent: true,
      pieces: [
        Buffer.from(
          `${post('Transfer-Encoding: chunked')}\r\n\r\n${dice.pick(['-1', 'ffffffffffffffffff', '0x10', '5;\n', 'zz', '5\n'])}\r\n${body}\r\n0\r\n\r\n`,
        ),
      ],
    }),
    () => ({
      kind: 'bare line feeds',
      silent: true,
      pieces: [Buffer.from(`GET ${path} HTTP/1.1\n${own}\n${bearer}\nX: a\rb\n\n`)],
    }),
    () => ({
      kind: 'folded header',
      pieces: [lines(`GET ${path} HTTP/1.1`, own, 'X-Long: a', ' b', bearer)],
    }),
    () => ({
      kind: 'null in a header',
      pieces: [lines(`GET ${path} HTTP/1.1`, own, 'X-Null: a\u0000b', bearer)],
    }),
    () => ({
      kind: 'flood of headers',
      pieces: [
        lines(
          `GET ${path} HTTP/1.1`,
          own,
          ...Array.from({ length: 50 + dice.below(3000) }, (_, n) => `X-${n}: ${n}`),
        ),
      ],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'huge header',
      pieces: [lines(`GET ${path} HTTP/1.1`, own, `X-Huge: ${'x'.repeat(20_000 + dice.below(50_000))}`)],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'huge path',
      pieces: [lines(`GET /${'a/../'.repeat(1 + dice.below(6000))} HTTP/1.1`, own)],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'other method',
      pieces: [
        lines(
          `${dice.pick(['PUT', 'TRACE', 'CONNECT', 'PATCH', 'QUERY', 'FOO', 'get'])} ${path} HTTP/1.1`,
          own,
          bearer,
        ),
      ],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'other version',
      pieces: [lines(`GET ${path} HTTP/${dice.pick(['0.9', '1.2', '2.0', '9', 'x'])}`, own, bearer)],
    }),
    () => ({
      kind: 'body that is no JSON',
      pieces: [
        Buffer.concat([
          Buffer.from(`${post('Content-Length: 40')}\r\n\r\n`),
          dice.bytes(40),
          Buffer.alloc(40),
        ]),
      ],
      mayNot: 'succeed',
    }),
    () => ({ kind: 'body of many values', silent: true, pieces: [manyBody(dice, post)] }),
    () => ({ kind: 'deep body', pieces: [deepBody(post)], mayNot: 'succeed' }),
    () => ({
      kind: 'length beyond all size',
      pieces: [Buffer.from(`${post(`Content-Length: ${'9'.repeat(8 + dice.below(30))}`)}\r\n\r\n{`)],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'half a body',
      silent: true,
      pieces: [Buffer.from(`${post('Content-Length: 5000')}\r\n\r\n{"input":`)],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'expects a hundred',
      pieces: [
        Buffer.from(
          `${post('Content-Length: 2', `Expect: ${dice.pick(['100-continue', 'a miracle'])}`)}\r\n\r\n`,
        ),
      ],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'broken upgrade',
      silent: true,
      pieces: [
        upgrade(
          own,
          bearer,
          dice.pick([
            'Sec-WebSocket-Version: 99',
            'Sec-WebSocket-Key: x',
            'Upgrade: h2c',
            'Content-Length: 10',
          ]),
        ),
      ],
    }),
    () => ({
      kind: 'many at once',
      pieces: [Buffer.from(smuggled.replace(bearer, wrong).repeat(1 + dice.below(60)))],
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'slow head',
      pieces: [...lines(`GET ${path} HTTP/1.1`, own, wrong)].map(byte => Buffer.from([byte])),
      mayNot: 'succeed',
    }),
    () => ({
      kind: 'TLS where there is none',
      silent: true,
      pieces: [Buffer.from('16030100c8010000c40303', 'hex'), dice.bytes(150)],
      mayNot: 'succeed',
    }),
    () => ({ kind: 'anything', silent: true, pieces: [dice.bytes(300)], mayNot: 'succeed' }),
  ];
  return dice.chance(chatShare) ? chatAttack(dice, own, bearer) : dice.pick(kinds)();
}

/** A whole request of chat/completions whose body may be anything. */
function chatAttack(dice: Dice, own: string, bearer: string): RequestAttack {
  const body = Buffer.from(hostileChat(dice));
  const head = [
    `POST ${turnPaths[1]} HTTP/1.1`,
    ...[own, bearer, 'Content-Type: application/json', `Content-Length: ${body.length}`],
  ].join('\r\n');
  return { kind: 'chat/completions', pieces: [Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body])] };
}

function deepBody(post: (...headers: readonly string[]) => string): Buffer {
  const deep = '['.repeat(30_000) + ']'.repeat(30_000);
  return Buffer.from(`${post(`Content-Length: ${deep.length}`)}\r\n\r\n${deep}`);
}

function manyBody(dice: Dice, post: (...headers: readonly string[]) => string): Buffer {
  const many = `{${manyValues(dice)}}`;
  return Buffer.from(`${post(`Content-Length: ${Buffer.byteLength(many)}`)}\r\n\r\n${many}`);
}
