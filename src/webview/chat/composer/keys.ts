/** What of a key press matters here. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  /** 229 while an input method works on the key, also where `isComposing` is already false. */
  readonly keyCode: number;
}

/** Whether an input method is composing: then no key means anything but to it. */
export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing || press.keyCode === 229;

/** What a key asks for in the input. */
export type Intent = 'send' | 'redirect' | 'enqueue' | 'stop';

/**
 * What a key press in the input means: Enter sends, or redirects the running answer at once; Alt+Enter queues; Esc stops.
 * Shift+Enter is a new line. Undefined: the key is for the text.
 */
export function intentOf(press: KeyPress, answering: boolean): Intent | undefined {
  if (isComposing(press)) return undefined;
  if (press.key === 'Escape') return answering ? 'stop' : undefined;
  if (press.key !== 'Enter' || press.shiftKey) return undefined;
  if (press.altKey) return answering ? 'enqueue' : 'send';
  return answering ? 'redirect' : 'send';
}
