/** How many ids are remembered. */
const most = 64;

/** Ids of responses that have ended, to recognise late repetitions, as where a server sends two terminal events. */
export class EndedIds {
  private readonly ids: string[] = [];

  add(responseId: string | undefined): void {
    if (!responseId) return;
    this.ids.push(responseId);
    if (this.ids.length > most) this.ids.shift();
  }

  /**
   * Whether an event, by its type, repeats a response that has ended. Some servers use one id again and again, so a
   * new beginning counts, and the id is forgotten.
   */
  isRepeated(responseId: string, type: string): boolean {
    const at = this.ids.indexOf(responseId);
    if (at < 0) return false;
    if (type !== 'response.created') return true;
    this.ids.splice(at, 1);
    return false;
  }
}
