import * as v from 'valibot';
import { hostMessage, pageMessage, type HostMessage, type PageMessage } from '../../chat/messages';

/** What VS Code gives to a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** What the page keeps by itself over a reload: what was typed and not sent. */
const kept = v.object({ draft: v.string() });
export type Kept = v.InferOutput<typeof kept>;

/** The page's way to the extension. */
export interface Host {
  /** Sends a request, meant for a conversation where that is known. */
  readonly post: (message: PageMessage, conversation?: string) => void;
  /** What the page kept when it was closed or reloaded. */
  readonly kept: Kept | undefined;
  readonly keep: (state: Kept) => void;
}

/** Connects to the extension. `receive` is called with messages that have the form of the contract, and no others. */
export function connectHost(receive: (message: HostMessage) => void): Host {
  const api = acquireVsCodeApi();
  // Only the extension can post to this window: its frame is isolated by origin.
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const checked = v.safeParse(hostMessage, event.data);
    if (checked.success) receive(checked.output);
    else
      api.postMessage({
        type: 'problem',
        text: `A message was refused: ${checked.issues[0].message}`.slice(0, 500),
      });
  });
  const state = v.safeParse(kept, api.getState());
  return {
    post(message, conversation) {
      const checked = v.safeParse(pageMessage, message);
      if (!checked.success) return;
      api.postMessage({ ...checked.output, ...(conversation === undefined ? {} : { conversation }) });
    },
    kept: state.success ? state.output : undefined,
    keep: next => api.setState(next),
  };
}
