import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';
import type { OpenSocket, Socket } from './socket';

/**
 * Opens sockets with code that is loaded with the first of them; each of them from then on at once.
 * @param load resolves to what opens them
 */
export function laterSocketOpener(load: () => Promise<OpenSocket>): OpenSocket {
  let open: OpenSocket | undefined;
  return (target, listener) => {
    if (open) return open(target, listener);
    let socket: Socket | undefined;
    let over = false;
    const fail = (message: string): void => {
      if (over) return;
      over = true;
      listener.onOpenFailed({ message });
    };
    load().then(
      loaded => {
        open = loaded;
        if (!over) socket = loaded(target, listener);
      },
      (error: unknown) => fail(messageOf(error)),
    );
    return {
      send: frame => socket?.send(frame),
      ping: () => socket?.ping(),
      get bufferedBytes() {
        return socket?.bufferedBytes ?? 0;
      },
      close(code, reason) {
        if (socket) socket.close(code, reason);
        else queueMicrotask(() => fail(t('The connection ended before it was opened.')));
      },
      dispose() {
        over = true;
        socket?.dispose();
      },
    };
  };
}
