import type { ModelAnswer } from './answers';
import type { Asked, Reply } from './standIn';

/** One kind of server. */
export interface ServerKind {
  /** Where the shapes are documented or written in source. */
  readonly sources: readonly string[];
  /** The model it serves. */
  readonly model: string;
  /** The key it wants; undefined: none. */
  readonly key: string | undefined;
  /** Path of its base, where that is not `/v1`. */
  readonly base?: string;
  /** How it answers a request. */
  reply(asked: Asked, answer: ModelAnswer): Reply;
  /** How it refuses: the key, the model, the rate. */
  readonly refusals: Readonly<Record<'key' | 'model' | 'rate', Reply>>;
}
