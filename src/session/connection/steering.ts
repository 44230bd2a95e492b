import type { WireError } from '../../protocol/errors';

/** An instruction on its way to the server. */
interface PendingSteer {
  readonly instruction: string;
  /** Given by the server when it accepts. */
  id: string | undefined;
}

/**
 * The instructions sent into one running response and not yet taken up. The server queues them, lets the current
 * item finish, and takes them up all together in an automatic successor, whose `response.created` is the commit
 * point; until then each can still be handed back.
 */
export class Steering {
  private pending: readonly PendingSteer[] = [];

  /** Whether a successor, or a refusal, is still to come. */
  get outstanding(): boolean {
    return this.pending.length > 0;
  }

  /** Whether the server has not said yet what it thinks of one of them. */
  get unanswered(): boolean {
    return this.pending.some(({ id }) => id === undefined);
  }

  sent(instruction: string): void {
    this.pending = [...this.pending, { instruction, id: undefined }];
  }

  /** The server has queued the oldest one it had not answered yet. */
  accepted(id: string): void {
    const steer = this.pending.find(other => other.id === undefined);
    if (steer && !this.pending.some(other => other.id === id)) steer.id = id;
  }

  /** The server hands one back; false when it is none of these, as for a repeated frame. */
  handedBack(id: string | undefined): boolean {
    const steer =
      this.pending.find(other => other.id === id) ?? this.pending.find(other => other.id === undefined);
    this.pending = this.pending.filter(other => other !== steer);
    return steer !== undefined;
  }

  /** The successor exists: all of them count from here on. */
  commit(): string[] {
    const instructions = this.pending.map(({ instruction }) => instruction);
    this.pending = [];
    return instructions;
  }
}

/**
 * Whether a plain error answers an instruction instead of ending the response: servers that cannot steer do not
 * know `response.steer.failed` either, and go on with the answer.
 */
export function refusesSteering({ code, message }: WireError): boolean {
  return /steer/i.test(`${code} ${message}`);
}
