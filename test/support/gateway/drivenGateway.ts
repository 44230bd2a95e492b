import { systemClock } from '../../../src/common/systemClock';
import { singleClient } from '../../../src/gateway/clients/directory';
import { fixedLimits } from '../../../src/gateway/limits';
import { startGateway } from '../../../src/gateway/server/gatewayServer';
import { textParts } from '../../../src/protocol/inputText';
import { readForm, type SelectionForm } from '../../../src/protocol/promptForms';
import { DrivenEngine, type DrivenAnswer } from './drivenEngine';
import { silentLog } from '../../../src/common/log';

const token = 'driven-token';

/** A rewrite somebody asked for, and the answer a test is giving. */
export interface AskedRewrite extends DrivenAnswer {
  /** The code as it was sent. */
  readonly selection: SelectionForm;
}

/** A gateway on loopback, inside the process of the test, whose answers the test writes by hand. */
export class DrivenGateway {
  private readonly asked: AskedRewrite[] = [];
  /** So many answers were looked at for rewrites. */
  private read = 0;

  private constructor(
    private readonly engine: DrivenEngine,
    private readonly url: string,
    /** Ends it, and every connection to it. */
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<DrivenGateway> {
    const engine = new DrivenEngine();
    const server = await startGateway({
      engine,
      access: { clients: singleClient(token), host: '127.0.0.1', allowedHosts: [] },
      port: 0,
      limits: { ...fixedLimits, drainGraceMs: 0, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000 },
      clock: systemClock,
      log: silentLog,
    });
    return new DrivenGateway(engine, server.url, () => server.close());
  }

  /** Settings that make the extension use it, without `codexSpark.`. */
  get settings(): { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> } {
    return { endpoint: this.url, headers: { Authorization: `Bearer ${token}` } };
  }

  /** Everything that was asked for so far, oldest first, and the answers a test is giving. */
  get answers(): readonly DrivenAnswer[] {
    return this.engine.answers;
  }

  /** Rewrites that were asked for so far, oldest first. Asked often: each request is read once. */
  get rewrites(): readonly AskedRewrite[] {
    for (const answer of this.engine.answers.slice(this.read)) {
      const selection = textParts(answer.request.input)
        .map(({ text }) => readForm(text))
        .findLast(form => form?.kind === 'selection');
      if (selection) this.asked.push({ ...answer, selection });
    }
    this.read = this.engine.answers.length;
    return this.asked;
  }
}
