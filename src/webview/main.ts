import './language';
import { renderSession } from './sessionView';

/** The channel to the extension that VS Code gives to a webview. */
interface Host {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const root = document.getElementById('root');
if (root) {
  const page = renderSession(root, command => host.postMessage({ type: 'command', command }));
  // Only the extension can post to this window: its frame is isolated by origin.
  window.addEventListener('message', (event: MessageEvent<Parameters<typeof page.update>[0]>) => {
    if (event.data.type === 'picture') page.update(event.data);
  });
  host.postMessage({ type: 'ready' });
}
