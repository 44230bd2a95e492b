import type { ResponseInputItem } from '../../protocol/wire';
import { inputItems, message } from './requestFrame';
import type { TurnRequest } from '../turn';

/** What a turn says to the model: its request, and what redirects have added since. */
export class Conversation {
  private extra: readonly ResponseInputItem[] = [];
  /** Where the text after the last redirect begins. */
  private legStart = 0;

  constructor(private readonly request: TurnRequest) {}

  /** From here on the turn answers these instructions too; `text` is all it has said so far. */
  redirect(text: string, instructions: readonly string[]): void {
    const said = text.slice(this.legStart);
    this.legStart = text.length;
    this.extra = [
      ...this.extra,
      ...(said === '' ? [] : [message('assistant', said)]),
      ...instructions.map(instruction => message('user', instruction)),
    ];
  }

  /**
   * The input to send: only what is new where an earlier response is continued, else everything.
   * @throws what the caller's `fullInput` throws
   */
  input(continues: boolean): readonly ResponseInputItem[] {
    const { input, previous, fullInput } = this.request;
    const base = continues || previous === undefined || !fullInput ? inputItems(input) : fullInput();
    return [...base, ...this.extra];
  }
}
