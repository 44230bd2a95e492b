import { startReplayGateway } from '../gateway/gatewayProcess';
import { freshWindow, sharedBrowser } from './desk';
import type { E2eHost } from './e2eHost';
import { E2eWindow, keepMachineSettings } from './e2eWindow';

/** A window in front of a gateway that replays answers. */
export interface ReplayedModel {
  readonly window: E2eWindow;
  /** Brings the settings of the machine back and ends the gateway, and the window where it is one of its own. */
  readonly close: () => Promise<void>;
}

/**
 * A window in front of a gateway that replays answers; the settings name it as the endpoint. Whoever asks for it closes
 * it; when it cannot be had, nothing of it is left.
 *
 * @param settings of the machine that a window has to start with, besides those of the endpoint: then it is one of its
 *   own, and not the window of the run
 */
export async function openReplayedModel(
  host: E2eHost,
  answers: readonly Readonly<Record<string, unknown>>[],
  tokensPerSecond: number,
  settings?: Readonly<Record<string, unknown>>,
): Promise<ReplayedModel> {
  const ends: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const gateway = await startReplayGateway(answers, ['--tokens-per-second', String(tokensPerSecond)]);
    ends.push(() => gateway.dispose());
    const endpoint = {
      'codexSpark.endpoint': gateway.url,
      'codexSpark.headers': { Authorization: `Bearer ${gateway.token}` },
    };
    if (!settings) {
      const window = await freshWindow(host);
      ends.push(await window.keepMachineSettings(endpoint));
      return { window, close };
    }
    ends.push(await keepMachineSettings(host, { ...endpoint, ...settings }));
    const window = await E2eWindow.open(host, await sharedBrowser(host));
    ends.push(() => window.close());
    return { window, close };
  } catch (error) {
    await close();
    throw error;
  }
}
