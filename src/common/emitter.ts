import { toDisposable, type Disposable } from './disposable';

/** Subscribes a listener; the caller owns the returned disposable. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/**
 * A typed event source. Listeners run synchronously in the order they subscribed; one that subscribes or
 * leaves while an event is being delivered takes effect from the next event on.
 */
export class Emitter<T> implements Disposable {
  private listeners: readonly ((value: T) => void)[] = [];

  readonly event: Event<T> = listener => {
    // A wrapper gives each subscription its own identity, so the same function may subscribe twice.
    const entry = (value: T): void => listener(value);
    this.listeners = [...this.listeners, entry];
    return toDisposable(() => {
      this.listeners = this.listeners.filter(other => other !== entry);
    });
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  dispose(): void {
    this.listeners = [];
  }
}
