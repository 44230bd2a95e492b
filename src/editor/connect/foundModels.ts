import type { FoundServer } from '../finding/findServers';
import { foundDraft, modelKey, toMeasure, type FoundState } from './foundRows';
import type { Draft } from './draft';
import type { LiveTest } from './liveTest';

/** What looking works with. */
export interface FoundModelsParts {
  /** Looks for servers on this machine; never rejects. */
  readonly find: (signal: AbortSignal) => Promise<readonly FoundServer[]>;
  /** Asks a model a fixed question without any code in it; never rejects. */
  readonly measure: (draft: Draft, signal: AbortSignal) => Promise<LiveTest>;
}

/** The servers on this machine as they become known, each with the speed of the best model that it has in memory. */
export class FoundModels {
  private current: FoundState = { looking: false, servers: [], speeds: new Map() };

  constructor(private readonly parts: FoundModelsParts) {}

  /** What is known now. */
  get state(): FoundState {
    return this.current;
  }

  /**
   * Looks for servers, then measures one model after the other, for two at once would slow each other down. No server is made
   * to load a model. Resolves when all is known or `signal` aborts; `changed` is called with every step on the way.
   */
  async look(changed: () => void, signal: AbortSignal): Promise<void> {
    const set = (state: Partial<FoundState>): void => {
      this.current = { ...this.current, ...state };
      if (!signal.aborted) changed();
    };
    const speeds = new Map<string, LiveTest | 'measuring'>();
    set({ looking: true, servers: [], speeds });
    const servers = await this.parts.find(signal);
    const queue = servers.flatMap(server => {
      const model = toMeasure(server);
      return model ? [{ server, model }] : [];
    });
    for (const { server, model } of queue) speeds.set(modelKey(server, model), 'measuring');
    set({ looking: false, servers });
    for (const { server, model } of queue) {
      if (signal.aborted) return;
      speeds.set(modelKey(server, model), await this.parts.measure(foundDraft(server, model), signal));
      set({});
    }
  }
}
