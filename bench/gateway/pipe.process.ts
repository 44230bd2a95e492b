/**
 * The least that Node can do between a WebSocket and a server: a request is wrapped in the other form without being read,
 * and what comes back is sent as it comes, over connections that are kept. No limits, no errors, no clock. What it adds is
 * what nothing on Node can be below. Prints where it listens as one line; answers its parent with its CPU time in microseconds.
 */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';

const question = v.object({ n: v.number() });
const upstream = new URL(process.argv[2] ?? '');
const kept: Socket[] = [];

function open(): Socket {
  const socket = connect({ port: Number(upstream.port), host: upstream.hostname, noDelay: true });
  socket.on('error', error => {
    throw error;
  });
  return socket;
}

/** A frame of text; what comes at once is shorter than 64 KiB. */
function frame(bytes: Buffer): Buffer {
  const head = bytes.length < 126 ? [0x81, bytes.length] : [0x81, 126, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
}

const server = createServer();
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (client, { socket: wire }) => {
  client.on('message', (data: Buffer) => {
    const text = data.toString();
    const body = `{"model":"stand-in","stream":true,"messages":${text.slice(text.indexOf('['), text.lastIndexOf(']') + 1)}}`;
    const socket = kept.pop() ?? open();
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: ${upstream.host}\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    const pass = (bytes: Buffer): void => {
      wire.write(frame(bytes));
      if (!bytes.includes('0\r\n\r\n', bytes.length - 5)) return;
      socket.off('data', pass);
      kept.push(socket);
    };
    socket.on('data', pass);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(String(address.port));
});

process.on('message', message => {
  const { user, system } = process.cpuUsage();
  process.send?.({ n: v.parse(question, message).n, answer: user + system });
});
process.on('disconnect', () => process.exit());
