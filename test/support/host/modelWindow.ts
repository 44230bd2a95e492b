import type { Browser } from 'playwright-core';
import { e2eHost, openBrowser } from './e2eHost';
import { E2eWindow, withMachineSettings } from './e2eWindow';
import { ListeningModel } from './listeningModel';

/** A window whose suggestions come from a model that the test speaks for. */
export interface ModelWindow {
  /** The model of all tests of the `describe`, from the first test on. */
  readonly model: () => ListeningModel;
  /**
   * Opens a window on new lines at the end of web/charts.js, connected to the model, for as long as `work` takes; under
   * these settings besides.
   */
  readonly inWindow: (
    work: (window: E2eWindow, model: ListeningModel) => Promise<void>,
    settings?: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
}

/** A browser and a model for all tests of the `describe` it is called in. */
export function modelWindow(): ModelWindow {
  const host = e2eHost();
  let browser: Browser | undefined;
  let model: ListeningModel | undefined;

  before(async () => {
    browser = await openBrowser(host);
    model = await ListeningModel.start();
  });
  after(async () => {
    await model?.stop();
    await browser?.close();
  });

  const started = (): { browser: Browser; model: ListeningModel } => {
    if (!browser || !model) throw new Error('The model is there from the first test on, not before.');
    return { browser, model };
  };
  return {
    model: () => started().model,
    async inWindow(work, settings = {}) {
      const { browser, model } = started();
      model.asked = [];
      await withMachineSettings(host, { 'codexSpark.endpoint': model.url, ...settings }, async () => {
        const window = await E2eWindow.open(host, browser);
        try {
          await window.vscode.openFile('web/charts.js');
          await window.vscode.goToEnd();
          await window.vscode.type('\n\n');
          await window.waitForLog(/socket opened/);
          await work(window, model);
        } catch (error) {
          await window.picture('failed with a model');
          throw error;
        } finally {
          await window.close();
        }
      });
    },
  };
}
