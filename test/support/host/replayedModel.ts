import { startReplayGateway } from '../gateway/gatewayProcess';
import { openBrowser, type E2eHost } from './e2eHost';
import { E2eWindow, keepMachineSettings } from './e2eWindow';

/** A window in front of a gateway that replays answers. */
export interface ReplayedModel {
  readonly window: E2eWindow;
  /** Ends the window, brings the settings of the machine back, and ends browser and gateway. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a window in front of a gateway that replays answers; the settings name it as the endpoint. Whoever opens it
 * closes it; when it cannot be opened, nothing of it is left.
 *
 * @param settings of the machine, besides those of the endpoint
 */
export async function openReplayedModel(
  host: E2eHost,
  answers: readonly Readonly<Record<string, unknown>>[],
  tokensPerSecond: number,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<ReplayedModel> {
  const ends: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const gateway = await startReplayGateway(answers, ['--tokens-per-second', String(tokensPerSecond)]);
    ends.push(() => gateway.dispose());
    const browser = await openBrowser(host);
    ends.push(() => browser.close());
    const restore = await keepMachineSettings(host, {
      'codexSpark.endpoint': gateway.url,
      'codexSpark.headers': { Authorization: `Bearer ${gateway.token}` },
      ...settings,
    });
    ends.push(restore);
    const window = await E2eWindow.open(host, browser);
    ends.push(() => window.close());
    return { window, close };
  } catch (error) {
    await close();
    throw error;
  }
}
