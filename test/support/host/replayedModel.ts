import { startReplayGateway } from '../gateway/gatewayProcess';
import { openBrowser, type E2eHost } from './e2eHost';
import { E2eWindow, keepMachineSettings } from './e2eWindow';

/** A window in front of a gateway that replays answers. */
export interface ReplayedModel {
  readonly window: E2eWindow;
  /** Brings the settings of the machine back and ends window, browser and gateway. */
  close(): Promise<void>;
}

/**
 * Opens a window in front of a gateway that replays answers; the settings name it as the endpoint. Whoever opens it
 * closes it.
 *
 * @param settings of the machine, besides those of the endpoint
 */
export async function openReplayedModel(
  host: E2eHost,
  answers: readonly Readonly<Record<string, unknown>>[],
  tokensPerSecond: number,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<ReplayedModel> {
  const gateway = await startReplayGateway(answers, ['--tokens-per-second', String(tokensPerSecond)]);
  const restore = await keepMachineSettings(host, {
    'codexSpark.endpoint': gateway.url,
    'codexSpark.headers': { Authorization: `Bearer ${gateway.token}` },
    ...settings,
  });
  const browser = await openBrowser(host);
  const window = await E2eWindow.open(host, browser);
  return {
    window,
    async close() {
      await restore();
      await window.close();
      await browser.close();
      await gateway.dispose();
    },
  };
}
