import * as vscode from 'vscode';
import { TypedRow } from './typedRow';

const key = 'codexSpark.edit.instructions';

/** So many instructions are remembered. */
const most = 50;

/** Asks what to do, with what was asked before; the newest first. Remembered over all windows, on this machine. */
export class InstructionInput {
  constructor(private readonly memory: vscode.Memento) {}

  /**
   * Resolves to undefined when the user changed their mind.
   * @param given what a key binding says already; then nothing is asked
   */
  async ask(title: string, placeholder: string, given?: string): Promise<string | undefined> {
    if (given !== undefined) {
      await this.remember(given);
      return given;
    }
    const picker = vscode.window.createQuickPick();
    picker.title = title;
    picker.placeholder = placeholder;
    const earlier = this.memory.get<readonly string[]>(key, []);
    const rows = new TypedRow<vscode.QuickPickItem>();
    const update = (): void => {
      const typed = picker.value.trim();
      const own =
        typed === ''
          ? undefined
          : { label: typed, alwaysShow: true, iconPath: new vscode.ThemeIcon('sparkle') };
      const others = earlier.filter(text => text !== typed).map(label => ({ label }));
      rows.typed(own);
      picker.items = own ? [own, ...others] : others;
    };
    update();
    picker.onDidChangeValue(update);
    picker.onDidChangeActive(([row]) => rows.marked(row));
    const chosen = await new Promise<string | undefined>(resolve => {
      picker.onDidAccept(() => resolve(rows.taken(picker.activeItems[0])?.label ?? picker.value.trim()));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
    picker.dispose();
    if (chosen === undefined || chosen === '') return undefined;
    await this.remember(chosen);
    return chosen;
  }

  /** Offers an instruction first the next time. */
  async remember(instruction: string): Promise<void> {
    const earlier = this.memory.get<readonly string[]>(key, []);
    const others = earlier.filter(text => text !== instruction);
    await this.memory.update(key, [instruction, ...others].slice(0, most));
  }
}
