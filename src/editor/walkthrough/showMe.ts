import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import { openScratch } from './openScratch';
import { playTour } from './tour';
import { closeTabs, EditorStage, type TourFeatures } from './tourStage';
import { recordedAnswers, tourStart } from './tourText';
import { tourWords } from './tourWords';

/** What the tour is played with; all of it outlives the tour. */
export interface ShowMeParts {
  /**
   * Starts the recorded endpoint and lets suggestions come from it, until the returned is disposed of.
   * @param file what the replay engine reads
   */
  readonly record: (file: string, tokensPerSecond: number) => TourFeatures & Disposable;
  /** A folder of the extension's own. */
  readonly storage: vscode.Uri;
  /** Remembers the file of a tour that was not closed, over a crash of the window. */
  readonly memory: vscode.Memento;
  readonly clock: Clock;
  readonly log: Log;
}

const openKey = 'codexSpark.showMe.open';

/** As the recording says; step by step nothing is to run across the screen. */
const speed = { playing: 1_000, stepByStep: 1_000_000 };

type Stop = 'touched' | 'left' | 'asked';

interface Running {
  readonly stop: (why: Stop) => void;
  readonly next: () => void;
  readonly ended: Promise<void>;
}

/** The command *Show Me*: plays a recording in a file of its own. The owner disposes, which ends one that plays. */
export function showMe(parts: ShowMeParts): Disposable {
  const store = new DisposableStore();
  let running: Running | undefined;
  const begin = async (stepByStep: boolean): Promise<void> => {
    running?.stop('asked');
    await running?.ended;
    const tour = play(parts, stepByStep);
    running = tour;
    await tour.ended;
    if (running === tour) running = undefined;
  };
  const commands: Readonly<Record<string, () => unknown>> = {
    showMe: () => void begin(prefersSteps()),
    showMeStepByStep: () => void begin(true),
    showMeNext: () => running?.next(),
    showMeStop: () => running?.stop('asked'),
  };
  for (const [name, run] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  store.add({ dispose: () => running?.stop('asked') });
  void closeLeftOver(parts);
  return store;
}

/** Whether the settings ask for a screen without movement, or for one that is read out. */
function prefersSteps(): boolean {
  const configuration = vscode.workspace.getConfiguration();
  return (
    configuration.get('workbench.reduceMotion') === 'on' ||
    configuration.get('editor.accessibilitySupport') === 'on'
  );
}

function play(parts: ShowMeParts, stepByStep: boolean): Running {
  const end = new AbortController();
  let stage: EditorStage | undefined;
  return {
    stop: why => end.abort(why),
    next: () => stage?.next(),
    ended: run(parts, stepByStep, end, opened => (stage = opened)).catch((error: unknown) => {
      const why = messageOf(error, 'unknown');
      parts.log.error('the recording could not be played', { why });
      void vscode.window.showErrorMessage(
        vscode.l10n.t('Codex Spark: the recording could not be played ({0}). The log says more.', why),
      );
    }),
  };
}

async function run(
  { record, storage, memory, clock }: ShowMeParts,
  stepByStep: boolean,
  end: AbortController,
  opened: (stage: EditorStage) => void,
): Promise<void> {
  const file = vscode.Uri.joinPath(storage, 'showMe.jsonl');
  const store = new DisposableStore();
  const sign = store.add(statusSign(stepByStep));
  try {
    await setRunning(true);
    const lines = recordedAnswers.map(answer => JSON.stringify(answer));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(lines.join('\n')));
    const features = store.add(record(file.fsPath, stepByStep ? speed.stepByStep : speed.playing));
    const notice = store.add(openNotice(stepByStep, () => end.abort('asked')));
    const stage = store.add(
      await EditorStage.open(features, {
        stepByStep,
        clock,
        signal: end.signal,
        touched: () => end.abort('touched'),
        left: () => end.abort('left'),
        say: words => {
          notice.say(words);
          sign.say(words);
        },
      }),
    );
    opened(stage);
    await memory.update(openKey, stage.document.uri.toString());
    try {
      await playTour(stage, tourWords());
    } catch (error) {
      if (!end.signal.aborted) throw error;
    } finally {
      await stage.settle();
      // What a person has begun to write in is theirs.
      if (end.signal.reason !== 'touched') await stage.close();
      await memory.update(openKey, undefined);
    }
    if (!end.signal.aborted) void sayWhatNext();
    else if (end.signal.reason === 'touched') void sayGaveWay();
  } finally {
    store.dispose();
    await setRunning(false);
    await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  }
}

/** The notice that stays for as long as the recording plays; its button stops it. */
function openNotice(
  stepByStep: boolean,
  stop: () => void,
): Disposable & { readonly say: (words: string) => void } {
  let report: (words: string) => void = () => undefined;
  let close: () => void = () => undefined;
  let latest = '';
  void vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Codex Spark, a recording'),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(stop);
      report = words => progress.report({ message: withKeys(words, stepByStep) });
      report(latest);
      return new Promise<void>(resolve => (close = resolve));
    },
  );
  return {
    say: words => {
      latest = words;
      report(words);
    },
    dispose: () => close(),
  };
}

function withKeys(words: string, stepByStep: boolean): string {
  return stepByStep
    ? vscode.l10n.t('{0} Alt+Enter goes on, Esc stops.', words)
    : vscode.l10n.t('{0} Esc stops it, Alt+Enter goes on at once.', words);
}

/** The item in the status bar. */
function statusSign(stepByStep: boolean): Disposable & { readonly say: (words: string) => void } {
  const item = vscode.window.createStatusBarItem('codexSpark.showMe', vscode.StatusBarAlignment.Left, 1_000);
  item.name = vscode.l10n.t('Codex Spark: Recording');
  const words = stepByStep ? vscode.l10n.t('Recording: Next Step') : vscode.l10n.t('Recording: Stop');
  item.text = `$(record) ${words}`;
  item.command = stepByStep ? 'codexSpark.showMeNext' : 'codexSpark.showMeStop';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  item.show();
  return {
    say: said => (item.tooltip = said),
    dispose: () => item.dispose(),
  };
}

async function sayWhatNext(): Promise<void> {
  const connect = vscode.l10n.t('Connect a Model...');
  const tryIt = vscode.l10n.t('Try It Yourself');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Codex Spark: that was a recording, and nothing of it was kept.'),
    tryIt,
    connect,
  );
  if (choice === tryIt) await openScratch();
  if (choice === connect) await vscode.commands.executeCommand('codexSpark.connectModel');
}

async function sayGaveWay(): Promise<void> {
  await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Codex Spark: the recording has stopped. What you do from here on is not recorded any more.',
    ),
  );
}

/** Binds the keys. */
async function setRunning(isRunning: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'codexSpark.showMe.running', isRunning);
}

/** The window was closed in the middle of a recording: VS Code brings its file back, which nobody has asked for. */
async function closeLeftOver({ memory }: ShowMeParts): Promise<void> {
  const left = memory.get<unknown>(openKey);
  if (typeof left !== 'string') return;
  await memory.update(openKey, undefined);
  const uri = vscode.Uri.parse(left);
  const isThere = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === left);
  if (!isThere) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const [title = ''] = tourStart.split('\n');
  if (document.lineAt(0).text !== title) return;
  const emptied = new vscode.WorkspaceEdit();
  emptied.delete(uri, new vscode.Range(0, 0, document.lineCount, 0));
  await vscode.workspace.applyEdit(emptied);
  await closeTabs(uri);
}
