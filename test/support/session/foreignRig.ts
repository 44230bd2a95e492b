import assert from 'node:assert/strict';
import { formatFields, type Log, type LogFields } from '../../../src/common/log';
import { systemClock } from '../../../src/common/systemClock';
import { httpsPost } from '../../../src/editor/endpoints/httpsPost';
import { createSession } from '../../../src/session/createSession';
import type { Session, SessionOptions } from '../../../src/session/session';
import type { Turn, TurnRequest, TurnResult } from '../../../src/session/turn';
import { webSocketOpener } from '../../../src/session/connection/wsSocket';
import { opencodexFolder } from '../gateway/peers';
import { ModelServer } from './modelServer';
import { startOpencodex, type Opencodex } from './opencodex';

/** A message of the user. */
export const user = (content: string) => ({ role: 'user', content }) as const;

/** Our session, with the sockets and the HTTP it has in the product, against a server that others wrote. */
export class ForeignRig {
  /** What the session logged in this test, a line each. */
  readonly log: string[] = [];
  readonly models: ModelServer;
  readonly #startServer: boolean;
  #server: Opencodex | undefined;
  #session: Session | undefined;

  private constructor(models: ModelServer, startServer: boolean) {
    this.models = models;
    this.#startServer = startServer;
  }

  /**
   * Registers the hooks of the `describe` it is called in; the rig is there when its tests run.
   * @param startServer false: each test starts its own server
   */
  static forTests({ startServer }: { readonly startServer: boolean }): () => ForeignRig {
    let rig: ForeignRig | undefined;
    const current = (): ForeignRig => {
      assert.ok(rig, 'only inside of tests');
      return rig;
    };
    before(async function () {
      this.timeout(300_000);
      await opencodexFolder();
      rig = new ForeignRig(await ModelServer.start(), startServer);
      if (startServer) await rig.serve();
    });
    beforeEach(() => {
      current().models.requests.length = 0;
      current().log.length = 0;
      if (startServer) current().connect();
    });
    afterEach(async function () {
      const { log, server, session, models } = current();
      if (this.currentTest?.state === 'failed') console.error(log.join('\n'), server.process.errors);
      // A server of the test's own goes first: it may keep a request that nobody waits for.
      if (!startServer) await server.dispose();
      session.dispose();
      await models.until(requests => requests.every(({ over }) => over));
    });
    after(() => current().#dispose());
    return current;
  }

  get server(): Opencodex {
    assert.ok(this.#server, 'the server has been started');
    return this.#server;
  }

  get session(): Session {
    assert.ok(this.#session, 'the session has been connected');
    return this.#session;
  }

  /** Starts the server, in the place of one that was disposed. */
  async serve(options: Omit<Parameters<typeof startOpencodex>[0], 'models'> = {}): Promise<void> {
    this.#server = await startOpencodex({ models: this.models.url, ...options });
  }

  /** A new session; the caller has disposed the one before. */
  connect(options: Partial<SessionOptions> = {}): void {
    const write = (message: string, fields?: LogFields): void =>
      void this.log.push(message + formatFields(fields));
    const sink: Log = { debug: write, info: write, warn: write, error: write };
    this.#session = createSession({
      url: this.server.url,
      model: 'chat/m',
      log: sink,
      clock: systemClock,
      openSocket: webSocketOpener(),
      httpPost: httpsPost(undefined),
      ...options,
    });
  }

  ask(input: string, more: Partial<TurnRequest> = {}): Turn {
    return this.session.start({ lane: 'chat', input, ...more });
  }

  /** Has the model say these words, and checks that it did. */
  async says(words: string, more: Partial<TurnRequest> = {}): Promise<TurnResult> {
    const result = await this.ask(`say ${words}`, more).done;
    assert.deepEqual({ status: result.status, text: result.text }, { status: 'completed', text: words });
    return result;
  }

  /** No socket was lost or replaced: there are the one in use and, at most, the spare. */
  untroubled(): void {
    const { connects, reconnects, failedConnects, malformedFrames } = this.session.metrics();
    assert.deepEqual(
      { reconnects, failedConnects, malformedFrames },
      { reconnects: 0, failedConnects: 0, malformedFrames: 0 },
    );
    assert.ok(connects <= 2, `${connects} sockets`);
    assert.deepEqual(
      this.log.filter(line => line.startsWith('socket lost')),
      [],
    );
  }

  async #dispose(): Promise<void> {
    if (this.#startServer) await this.server.dispose();
    await this.models.dispose();
  }
}
