import { freshWindow } from './desk';
import { e2eHost } from './e2eHost';
import type { E2eWindow } from './e2eWindow';
import { ListeningModel } from './listeningModel';

/** A window whose suggestions come from a model that the test speaks for. */
export interface ModelWindow {
  /** The model of all tests of the `describe`, from the first test on. */
  readonly model: () => ListeningModel;
  /**
   * Hands `work` a window as if it had just opened, on new lines at the end of web/charts.js, connected to the model,
   * which was asked nothing yet; under these settings besides.
   */
  readonly inWindow: (
    work: (window: E2eWindow, model: ListeningModel) => Promise<void>,
    settings?: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
}

/** What is shown of a failure: how many requests, how much of each in UTF-16 code units, how many lines of the log. */
const shownAsked = 5;
const shownUnits = 200;
const shownLines = 40;

/** A model for all tests of the `describe` it is called in. */
export function modelWindow(): ModelWindow {
  const host = e2eHost();
  let model: ListeningModel | undefined;
  let window: E2eWindow | undefined;

  before(async () => {
    model = await ListeningModel.start();
  });
  after(async () => {
    await model?.stop();
  });
  // Also one that ran out of time has a picture, and tells what was asked and logged last.
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !window || !model) return;
    await window.picture(`failed ${this.currentTest.title}`);
    const asked = model.screens.slice(-shownAsked).map(screen => screen.slice(-shownUnits));
    const logged = (await window.log()).split('\n').slice(-shownLines);
    console.log(['asked last:', ...asked, 'logged last:', ...logged].join('\n'));
  });

  const started = (): ListeningModel => {
    if (!model) throw new Error('The model is there from the first test on, not before.');
    return model;
  };
  return {
    model: started,
    async inWindow(work, settings = {}) {
      const model = started();
      window = undefined;
      window = await freshWindow(host);
      model.asked = [];
      const restore = await window.keepMachineSettings({ 'codexSpark.endpoint': model.url, ...settings });
      try {
        await window.vscode.openFile('web/charts.js');
        await window.vscode.goToEnd();
        await window.vscode.type('\n\n');
        await window.waitForLog(/socket opened/);
        await work(window, model);
      } finally {
        await restore();
      }
    },
  };
}
