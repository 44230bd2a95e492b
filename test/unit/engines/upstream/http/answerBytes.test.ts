import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { flatHeaders } from '../../../../../src/common/flatHeaders';
import { AnswerBytes, NotHttp } from '../../../../../src/engines/upstream/http/answerBytes';

interface Read {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  over: boolean;
  keeps: boolean;
}

/** What is read of bytes that come in such pieces, behind which the connection is closed where `closes` says so. */
function read(bytes: Buffer, cuts: readonly number[], closes = false): Read {
  const seen = { status: 0, headers: {}, body: '' };
  const answer = new AnswerBytes({
    head: (status, headers) => void Object.assign(seen, { status, headers }),
    body: some => (seen.body += some.toString('latin1')),
  });
  const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (const [at, place] of places.entries()) {
    // A copy, since what is read is changed.
    if (at > 0) answer.take(Buffer.from(bytes.subarray(places[at - 1], place)));
  }
  if (closes) answer.closed();
  return { ...seen, over: answer.isOver, keeps: answer.keeps };
}

/** The same as Node's own client reads it. */
async function readByNode(bytes: Buffer): Promise<Omit<Read, 'over' | 'keeps'>> {
  const wire = new Duplex({ read() {}, write: (_bytes, _encoding, done) => done() });
  const asked = request({ createConnection: () => wire, path: '/' });
  asked.end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
    wire.push(bytes);
    wire.push(null);
  });
  let body = '';
  response.setEncoding('latin1');
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: flatHeaders(response.headers), body };
}

const body = fc.string({ unit: 'binary-ascii', maxLength: 60 });
const line = (name: string, value: string): string => `${name}: ${value}\r\n`;
const chunked = (pieces: readonly string[], extension: string, trailer: string): string =>
  pieces
    .filter(piece => piece !== '')
    .map(piece => `${piece.length.toString(16)}${extension}\r\n${piece}\r\n`)
    .join('') + `0\r\n${trailer}\r\n`;

const answers = fc
  .record({
    news: fc.constantFrom(
      '',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n',
    ),
    status: fc.constantFrom('200 OK', '404 Not Found', '429', '503 Service Unavailable', '204 No Content'),
    more: fc.array(fc.constantFrom('X-One: 1\r\n', 'x-two:  a b \t\r\n', 'x-none:\r\n', 'X-One: 2\r\n'), {
      maxLength: 4,
    }),
    form: fc.oneof(
      body.map(text => line('Content-Length', String(text.length)) + '\r\n' + text),
      fc
        .tuple(
          fc.array(body, { maxLength: 4 }),
          fc.constantFrom('', ';a=b'),
          fc.constantFrom('', 'x-t: 1\r\n'),
        )
        .map(parts => line('transfer-encoding', 'chunked') + '\r\n' + chunked(...parts)),
      body.map(text => '\r\n' + text),
    ),
  })
  .map(({ news, status, more, form }) => {
    const none = status.startsWith('204');
    return Buffer.from(`${news}HTTP/1.1 ${status}\r\n${more.join('')}${none ? '\r\n' : form}`, 'latin1');
  });

describe('AnswerBytes', () => {
  it('reads what the client of Node reads, wherever it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(answers, fc.array(fc.nat(), { maxLength: 6 }), async (bytes, cuts) => {
        const { over, keeps: _keeps, ...seen } = read(bytes, cuts, true);
        assert.ok(over);
        assert.deepEqual(seen, await readByNode(bytes));
      }),
      { numRuns: 300 },
    );
  });

  const ends: readonly (readonly [what: string, text: string, over: boolean, keeps: boolean])[] = [
    ['a length', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab', true, true],
    ['the same length twice', 'HTTP/1.1 200 OK\r\ncontent-length: 2, 2\r\n\r\nab', true, true],
    ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n', true, true],
    ['nothing', 'HTTP/1.1 204 No Content\r\n\r\n', true, true],
    ['an end of the connection', 'HTTP/1.1 200 OK\r\n\r\nab', false, false],
    ['less than was said', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab', false, false],
    ['a last word', 'HTTP/1.1 200 OK\r\nconnection: Close\r\ncontent-length: 2\r\n\r\nab', true, false],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nab', true, false],
    [
      'HTTP/1.0 that goes on',
      'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nab',
      true,
      true,
    ],
    ['more than was asked for', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nabHTTP/1.1', true, false],
  ];
  for (const [what, text, over, keeps] of ends) {
    it(`knows an answer that ends with ${what}`, () => {
      const seen = read(Buffer.from(text), []);
      assert.deepEqual([seen.over, seen.keeps], [over, keeps]);
    });
  }

  const wrong: readonly string[] = [
    '\x16\x03\x01 hello',
    'SSH-2.0-OpenSSH_9\r\n\r\n',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno header\r\n\r\n',
    'HTTP/1.1 200 OK\r\nname : value\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\nab\r\n',
    'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(70_000)}`,
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}`,
  ];
  for (const text of wrong) {
    it(`does not take ${JSON.stringify(text.slice(0, 70))} for an answer, wherever it is cut`, () => {
      const bytes = Buffer.from(text, 'latin1');
      for (const cuts of [
        [],
        [1],
        [text.length - 1],
        Array.from({ length: Math.min(text.length, 99) }, (_, n) => n),
      ])
        assert.throws(() => read(bytes, cuts), NotHttp);
    });
  }

  it('tells what came before something that is wrong', () => {
    let told = '';
    const answer = new AnswerBytes({ head: () => undefined, body: some => (told += String(some)) });
    const text = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\nwrong\r\n';
    assert.throws(() => answer.take(Buffer.from(text)), NotHttp);
    assert.equal(told, 'ab');
  });
});
