import { toError } from '../../common/thrown';

/** Those who wait for a seat, in the order in which they came. */
export class Waiting<Found> {
  private readonly waiting = new Set<() => boolean>();

  /** How many there are. */
  get size(): number {
    return this.waiting.size;
  }

  /**
   * Takes as soon as there is something to take and nobody has waited longer. Rejects with the signal's reason.
   * @param take undefined: not yet
   */
  async wait(take: () => Found | undefined, signal: AbortSignal): Promise<Found> {
    return await new Promise<Found>((resolve, reject) => {
      const attempt = (): boolean => {
        const found = take();
        if (found === undefined) return false;
        signal.removeEventListener('abort', onAbort);
        resolve(found);
        return true;
      };
      const onAbort = (): void => {
        this.waiting.delete(attempt);
        reject(toError(signal.reason, 'aborted'));
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.add(attempt);
      this.look();
    });
  }

  /** Something may be there now. */
  look(): void {
    for (const attempt of this.waiting) if (attempt()) this.waiting.delete(attempt);
  }
}
