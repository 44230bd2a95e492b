import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { Encoder } from './recall/encoder';
import { SymbolTable } from './recall/symbols';
import { IgnoredFiles } from './workspace/ignoring';
import { WorkspaceIndex } from './workspace/workspaceIndex';

/** Different token texts after which everything is forgotten and learnt anew; an ordinary session stays far below. */
const maxTexts = 2_000_000;

/** What all who ask an engine have in common: the workspace, and the numbers of token texts. */
export class CodeBase implements Disposable {
  /** Another one after everything was forgotten: what was made with the old one is of no use any more. */
  table = new SymbolTable();
  encoder = new Encoder(this.table);
  /** The files of the workspace, if there is one. */
  workspace: WorkspaceIndex | undefined;
  /** Which of its files are ignored. */
  readonly ignored: IgnoredFiles | undefined;

  /** `root`: the workspace's folder, if there is one. */
  constructor(
    readonly root: string | undefined,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.workspace = this.openWorkspace();
    this.ignored = root === undefined ? undefined : new IgnoredFiles(root);
  }

  /** Forgets everything when there is too much of it. */
  tidy(): void {
    if (this.table.size <= maxTexts) return;
    this.workspace?.dispose();
    this.table = new SymbolTable();
    this.encoder = new Encoder(this.table);
    this.workspace = this.openWorkspace();
  }

  /** Ends background work. */
  dispose(): void {
    this.workspace?.dispose();
  }

  private openWorkspace(): WorkspaceIndex | undefined {
    return this.root === undefined
      ? undefined
      : new WorkspaceIndex(this.root, this.table, this.encoder, this.clock, this.log);
  }
}
