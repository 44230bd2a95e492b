import type { ResponseInputItem } from '../../protocol/wire';
import type { ChatNode } from './conversationRecord';
import type { DialogueRequest } from './dialogueHost';
import { courseTokens, fitting, modelInput } from './modelInput';

/** Knows which answers the server can be continued from, so that a request holds only what is new. */
export class Chain {
  /** The server's ids by those of the answers. */
  private readonly responses = new Map<string, string>();

  /** The server holds this answer under an id of its own. */
  remember(answer: string, response: string): void {
    this.responses.set(answer, response);
  }

  /** The last answer of a course that the server can continue from, and what was said since; else all that fits. */
  request(course: readonly ChatNode[], budget: number): DialogueRequest {
    const fullInput = (): ResponseInputItem[] => modelInput(fitting(course, budget));
    const at = course.findLastIndex(({ item }) => this.responses.has(item.id));
    const previous = this.responses.get(course[at]?.item.id ?? '');
    // A chain holds everything; what is too long has to be sent anew, without its beginning.
    if (previous === undefined || courseTokens(course, budget) > budget)
      return { input: fullInput(), fullInput };
    return { input: modelInput(course.slice(at + 1)), previous, fullInput };
  }
}
