import type { Disposable } from '../../common/disposable';
import type { GatewayAddress, OpenGateway } from './openGateway';

/**
 * The gateway of a connection: opened when first asked for, opened anew after it was gone, let go of with its owner.
 */
export class Gateway implements Disposable {
  private readonly over = new AbortController();
  private running: Promise<OpenGateway> | undefined;
  private current: OpenGateway | undefined;

  /** @param open starts a gateway or finds one. Rejects with a sentence for the user. */
  constructor(private readonly open: (signal: AbortSignal) => Promise<OpenGateway>) {}

  /** The address of the running gateway; opens one if there is none. Rejects with a sentence for the user. */
  async address(): Promise<GatewayAddress> {
    if (this.over.signal.aborted) throw new Error('The gateway has been shut down.');
    this.running ??= this.start();
    return (await this.running).address;
  }

  dispose(): void {
    this.over.abort(new Error('The gateway has been shut down.'));
    this.current?.dispose();
  }

  private start(): Promise<OpenGateway> {
    const { signal } = this.over;
    const running = this.open(signal);
    const forget = (): void => {
      if (this.running === running) this.running = this.current = undefined;
    };
    running.then(gateway => {
      if (signal.aborted) gateway.dispose();
      this.current = gateway;
      void gateway.ended.then(forget);
    }, forget);
    return running;
  }
}
