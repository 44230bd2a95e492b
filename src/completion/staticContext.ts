import type { Disposable } from '../common/disposable';
import type { DocumentForm } from '../protocol/promptForms';
import type { ResponseInputItem } from '../protocol/wire';
import type { Session } from '../session/session';
import { staticInput } from './prompt';

/** The lane on which the static part waits to be forked from; turns never run on it. */
const contextLane = 'inline-context';

/**
 * The part of completion requests that changes rarely: the instructions and other open documents. It is sent ahead once, so that
 * a keystroke sends only what stands around the cursor.
 */
export class StaticContext implements Disposable {
  private items: readonly ResponseInputItem[] = staticInput([]);
  private warm: string | undefined;
  private sending: AbortController | undefined;

  constructor(private readonly session: Pick<Session, 'warm'>) {}

  /** The static input items, for a request that carries everything. */
  get input(): readonly ResponseInputItem[] {
    return this.items;
  }

  /** The response to continue from, once the server holds the static part. */
  get warmId(): string | undefined {
    return this.warm;
  }

  /** Takes a new set of documents and sends it ahead; requests carry it in full until the server has it. */
  async update(documents: readonly DocumentForm[]): Promise<void> {
    const items = staticInput(documents);
    if (this.sending && JSON.stringify(items) === JSON.stringify(this.items)) return;
    this.items = items;
    await this.refresh();
  }

  /** Sends the static part again, because the connection that held it is gone. */
  async refresh(): Promise<void> {
    this.warm = undefined;
    this.sending?.abort();
    const sending = new AbortController();
    this.sending = sending;
    const id = await this.session.warm({ lane: contextLane, input: this.items }, sending.signal);
    if (!sending.signal.aborted) this.warm = id;
  }

  dispose(): void {
    this.sending?.abort();
  }
}
