import type { Clock } from '../../common/clock';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Turn } from '../../session/turn';
import type { HostMessage } from '../messages';
import type { Attachment } from './conversationRecord';

/** What is asked of the session. */
export interface DialogueRequest {
  readonly input: readonly ResponseInputItem[];
  readonly previous?: string;
  readonly fullInput: () => readonly ResponseInputItem[];
}

/** What a dialogue needs of its surroundings. */
export interface DialogueHost {
  readonly clock: Clock;
  /** Now, in ms since 1970. */
  readonly today: () => number;
  readonly newId: () => string;
  /** What the model can read, in tokens. */
  readonly budget: () => number;
  /** The name of the model, for the transcript. */
  readonly model: () => string | undefined;
  /** Starts a turn; undefined while there is no endpoint. */
  readonly start: (request: DialogueRequest) => Turn | undefined;
  /** The context for a message that is sent now. `explicit`: only what the user added by hand. */
  readonly takeContext: (explicit: boolean) => Attachment[];
  /** What has changed, for the page. */
  readonly post: (message: HostMessage) => void;
  /** Something is to be saved. `soon`: an end or a message of the user, not just more text. */
  readonly changed: (soon: boolean) => void;
}
