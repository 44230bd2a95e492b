import Module from 'node:module';

/** What VS Code's class of that name is, as far as code that runs in Node asks for it. */
export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

/** What VS Code's class of that name is, as far as code that runs in Node asks for it. */
export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

interface Loader {
  _load(this: void, request: string, ...rest: readonly unknown[]): unknown;
}

/** Whoever asks for `vscode` from now on gets this, until the process ends. */
export function standInForVscode(api: object): void {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest));
}
