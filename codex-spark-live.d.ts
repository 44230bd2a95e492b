// The API of the extension Codex Spark Live, for other extensions; see docs/extension-api.md. It needs the types of Node or of a
// browser, for AbortSignal.

/** How to rewrite a piece of code. */
export interface OptimizeOptions {
  /** VS Code language id, such as `typescript`. */
  readonly languageId: string;
  /** The file that the code is from, as `uri.toString()` has it: then nothing is sent if nothing of that file may be. */
  readonly uri?: string;
  /** What to do; without it, the code is made better without changing what it does. */
  readonly instruction?: string;
  /**
   * Called with each piece of the new code as it streams in; all at the end where words come before the code, since they may
   * be thoughts of the model. What it throws ends the generation and rejects.
   */
  readonly onDelta?: (text: string) => void;
  /** Aborting it stops the generation; the promise then rejects with its reason, by default an `AbortError`. */
  readonly signal?: AbortSignal;
}

/** A handle on the extension's one persistent session. It owns nothing: there is nothing to dispose. */
export interface SparkSession {
  /**
   * Streams a rewrite of `code`. Resolves to the new code, the same code when there is nothing to improve. Rejects
   * with an `Error` that says why when nothing of the file may be sent, when the endpoint cannot be reached, or when it
   * answers in words instead of code.
   */
  optimizeCode(code: string, options: OptimizeOptions): Promise<string>;
}

/** What other extensions get from `extension.exports`. */
export interface ExtensionApi {
  /** Rises when something here changes in a way that code written for it would notice. New members do not count. */
  readonly apiVersion: 1;
  /** How long this extension took to activate, in ms. */
  readonly activationMs: number;
  /** The latest lines of the extension's log, oldest first: facts only, no code, no keys. */
  readonly recentLog: () => readonly string[];
  /** A handle on the session for the endpoint the user chose. Connects when it is first used. */
  readonly initializeSession: () => Promise<SparkSession>;
}
