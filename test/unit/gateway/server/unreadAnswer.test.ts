import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { silentLog } from '../../../../src/common/log';
import type { Engine, EngineEvent } from '../../../../src/engines/engine';
import type { TurnReport } from '../../../../src/gateway/metrics/turnReport';
import { fixedLimits } from '../../../../src/gateway/limits';
import { chatSink } from '../../../../src/gateway/server/chatSink';
import { answerOverHttp, type MakeSink } from '../../../../src/gateway/server/httpTurn';
import { ManualClock } from '../../../support/manualClock';

/** An engine that has as much as is taken, and counts it in code units. */
class EndlessEngine implements Engine {
  readonly name = 'endless';
  readonly models = ['m'];
  made = 0;
  ended = false;

  async *generate(): AsyncGenerator<EngineEvent, void, undefined> {
    try {
      for (;;) {
        this.made += 200;
        yield { kind: 'text', text: 'x'.repeat(200), tokens: 50 };
      }
    } finally {
      this.ended = true;
    }
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {}
}

describe('An answer over HTTP that nobody reads', () => {
  let server: Server;
  let client: Socket;
  afterEach(() => {
    client.destroy();
    server.close();
    server.closeAllConnections();
  });

  const sinks: readonly (readonly [string, MakeSink | undefined])[] = [
    ['as Responses', undefined],
    ['as chat/completions', chatSink({ includeUsage: false, stops: [] })],
  ];
  for (const [form, sink] of sinks) {
    it(`${form} is made no further than its connection takes it, and ended with a reason`, async () => {
      const engine = new EndlessEngine();
      const clock = new ManualClock();
      const reports: TurnReport[] = [];
      let response: ServerResponse | undefined;
      server = createServer((request, answer) => {
        response = answer;
        void answerOverHttp(
          { input: 'go on', stream: true },
          request,
          answer,
          {
            engine,
            clock,
            log: silentLog,
            newId: prefix => `${prefix}_1`,
            unixSeconds: () => 0,
            breathe: () => new Promise(resolve => setImmediate(resolve)),
            onTurn: report => void reports.push(report),
            onEngineFault: error => assert.fail(String(error)),
          },
          undefined,
          sink,
        );
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      client = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
      client.pause();
      client.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n');

      // Its connection takes some megabytes, and then no more.
      let before = -1;
      for (let quiet = 0; quiet < 50; quiet = engine.made === before ? quiet + 1 : 0) {
        before = engine.made;
        await new Promise(resolve => setTimeout(resolve, 2));
      }
      assert.ok(before > 0 && response);
      const held = response.writableLength;
      assert.ok(held > 0 && held <= 2 * fixedLimits.writeHighBytes, `${held} bytes are held`);

      await clock.advance(fixedLimits.unreadMs - 1);
      assert.deepEqual([engine.ended, reports.length], [false, 0]);
      await clock.advance(1);
      assert.ok(engine.made <= before + 200, 'nothing more was asked for than what was on its way');
      assert.equal(engine.ended, true);
      assert.deepEqual([reports[0]?.status, reports[0]?.code], ['failed', 'answer_not_read']);
      assert.ok(response.writableLength <= held + 4_096, 'its end is all that came');

      let text = '';
      client.on('data', chunk => (text = (text + chunk.toString()).slice(-4_000_000)));
      client.resume();
      while (!text.endsWith('\r\n0\r\n\r\n')) await once(client, 'data');
      const last = text.slice(text.lastIndexOf('data: {'));
      assert.match(last, /answer_not_read/);
      assert.match(last, /Nothing of this answer was taken for 120 s/);
      assert.equal(clock.pending, 0);
    });
  }
});
