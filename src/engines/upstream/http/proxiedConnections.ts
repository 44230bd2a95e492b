import { EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { flatHeaders } from '../../../common/flatHeaders';
import type { Disposable } from '../../../common/disposable';
import { boundedReads } from './boundedReads';
import type { AnswerListener, ConnectionParts, SentRequest } from './keptConnections';

/** HTTP by way of a proxy, over connections that are kept: what `KeptConnections` is without one. */
export class ProxiedConnections implements Disposable {
  private readonly agent: EnvHttpProxyAgent;

  constructor(proxy: string, { connectMs, readBytes, keepMs, authorities }: ConnectionParts) {
    const tls = {
      timeout: connectMs,
      highWaterMark: readBytes,
      onread: boundedReads(readBytes),
      ...(authorities ? { ca: [...authorities] } : {}),
    };
    this.agent = new EnvHttpProxyAgent({
      connect: tls,
      keepAliveTimeout: keepMs,
      // The waits are ours, by our own clock.
      headersTimeout: 0,
      bodyTimeout: 0,
      httpProxy: proxy,
      httpsProxy: proxy,
      // Whether a proxy is asked has been decided; an empty value keeps the environment's from being read again.
      noProxy: '',
      proxyTunnel: false,
      requestTls: tls,
      proxyTls: tls,
    });
  }

  send(request: SentRequest, listener: AnswerListener): void {
    this.agent.dispatch(request, handlerOf(listener));
  }

  dispose(): void {
    void this.agent.destroy().catch(() => undefined);
  }
}

function handlerOf(listener: AnswerListener): Dispatcher.DispatchHandler {
  return {
    onRequestStart: controller => listener.onStart(controller),
    onResponseStart(_controller, status, headers) {
      if (status >= 200) listener.onHead(status, flatHeaders(headers));
    },
    onResponseData: (_controller, chunk) => listener.onData(chunk),
    onResponseEnd: () => listener.onEnd(),
    onResponseError: (_controller, error) => listener.onError(error),
  };
}
