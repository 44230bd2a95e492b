import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import { leftKey, leftTour } from '../leftTour';
import { openScratch } from './openScratch';
import { playTour } from './tour';
import { openNotice, statusSign } from './tourSigns';
import { closeTour, EditorStage, type TourFeatures } from './tourStage';
import { recordedAnswers } from './tourText';
import { tourWords } from './tourWords';
import { t } from '../../common/l10n';

/** What the tour is played with; all of it outlives the tour. */
export interface ShowMeParts {
  /**
   * Starts the recorded endpoint and lets suggestions come from it, until the returned is disposed of.
   * @param file what the replay engine reads
   */
  readonly record: (file: string, tokensPerSecond: number) => TourFeatures & Disposable;
  /** A folder of the extension's own. */
  readonly storage: vscode.Uri;
  /** Remembers what is to be removed, in case that the window ends before the tour. */
  readonly memory: vscode.Memento;
  readonly clock: Clock;
  readonly log: Log;
}

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
  void removeWhatIsLeft(parts);
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
        t('Codex Spark: the recording could not be played ({0}). The log says more.', why),
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
  // Another window may play it too.
  const file = vscode.Uri.joinPath(storage, `showMe-${randomUUID()}.jsonl`);
  const recording = file.toString();
  const store = new DisposableStore();
  const sign = store.add(statusSign(stepByStep));
  try {
    await setRunning(true);
    await memory.update(leftKey, { recording });
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
    await memory.update(leftKey, { recording, document: stage.document.uri.toString() });
    try {
      await playTour(stage, tourWords(stepByStep));
    } catch (error) {
      if (!end.signal.aborted) throw error;
    } finally {
      await stage.settle();
      // What a person has begun to write in is theirs.
      if (end.signal.reason !== 'touched') await stage.close();
    }
  } finally {
    store.dispose();
    await setRunning(false);
    await remove(file);
    await memory.update(leftKey, undefined);
  }
  // Not before: what is said of it has to be so.
  if (!end.signal.aborted) void sayWhatNext();
  else if (end.signal.reason === 'touched') void sayGaveWay();
}

async function sayWhatNext(): Promise<void> {
  const connect = t('Connect a Model...');
  const tryIt = t('Try It Yourself');
  const choice = await vscode.window.showInformationMessage(
    t('Codex Spark: that was a recording, and nothing of it was kept.'),
    tryIt,
    connect,
  );
  if (choice === tryIt) await openScratch();
  if (choice === connect) await vscode.commands.executeCommand('codexSpark.connectModel');
}

async function sayGaveWay(): Promise<void> {
  await vscode.window.showInformationMessage(
    t('Codex Spark: the recording has stopped. This file is yours now; it is not saved.'),
  );
}

/** Binds the keys. */
async function setRunning(isRunning: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'codexSpark.showMe.running', isRunning);
}

async function remove(file: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
}

/** The window ended in the middle of a recording: VS Code brings its document back, which nobody has asked for. */
async function removeWhatIsLeft({ memory, clock }: ShowMeParts): Promise<void> {
  const found = v.safeParse(leftTour, memory.get<unknown>(leftKey));
  if (!found.success) return;
  const { document, recording } = found.output;
  await remove(vscode.Uri.parse(recording));
  if (document !== undefined) await closeTour(vscode.Uri.parse(document), clock);
  await memory.update(leftKey, undefined);
}
