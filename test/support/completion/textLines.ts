import type { OpenFile } from '../../../src/completion/context/fileWindows';
import type { StandingFile } from '../../../src/completion/context/openFiles';
import type { Lines } from '../../../src/completion/window';

/** A text as windows see it; as in VS Code no line may be asked for that is not there. */
export function textLines(text: string): Lines {
  const all = text.split('\n');
  const missing = (line: number): never => {
    throw new RangeError(`There is no line ${line}.`);
  };
  return { count: all.length, text: line => all[line] ?? missing(line) };
}

/** An open file with that text. */
export function openFile(path: string, text: string, overrides: Partial<StandingFile> = {}): StandingFile {
  const file: OpenFile = { key: path, version: 1, path, language: 'typescript', lines: textLines(text) };
  return { ...file, standing: 0, ...overrides };
}

/** Runs a generator to its end. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
