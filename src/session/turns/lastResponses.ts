import type { Lane } from '../lane';

/** How many lanes are remembered; the one that was used longest ago is forgotten beyond that. */
const mostLanes = 32;

/** The latest response of each lane, by the id it has at the server: what a request that continues from none is compared with. */
export class LastResponses {
  private readonly ids = new Map<Lane, string>();

  of(lane: Lane): string | undefined {
    return this.ids.get(lane);
  }

  note(lane: Lane, responseId: string): void {
    this.ids.delete(lane);
    this.ids.set(lane, responseId);
    for (const oldest of this.ids.keys()) {
      if (this.ids.size <= mostLanes) break;
      this.ids.delete(oldest);
    }
  }
}
