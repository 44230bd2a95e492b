import type { ResponseInputItem } from '../../protocol/wire';
import type { ChatNode } from './conversationRecord';
import type { DialogueRequest } from './dialogueHost';
import { branchTokens, fitting, modelInput } from './modelInput';

/** Knows which answers the server can be continued from, so that a request holds only what is new. */
export class Chain {
  /** The server's ids by those of the answers. */
  private readonly responses = new Map<string, string>();

  /** The server holds this answer under an id of its own. */
  remember(answer: string, response: string): void {
    this.responses.set(answer, response);
  }

  /** The last answer of a branch that the server can continue from, and what was said since; else all that fits. */
  request(branch: readonly ChatNode[], budget: number): DialogueRequest {
    const fullInput = (): ResponseInputItem[] => modelInput(fitting(branch, budget));
    const at = branch.findLastIndex(({ item }) => this.responses.has(item.id));
    const previous = this.responses.get(branch[at]?.item.id ?? '');
    // A chain holds everything; what is too long has to be sent anew, without its beginning.
    if (previous === undefined || branchTokens(branch, budget) > budget)
      return { input: fullInput(), fullInput };
    return { input: modelInput(branch.slice(at + 1)), previous, fullInput };
  }
}
