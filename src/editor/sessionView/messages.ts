/**
 * The contract between the session view's two sides. Plain data: it crosses a process boundary. The page only
 * ever asks for commands from a fixed list; anything else it sends is ignored.
 */
import * as v from 'valibot';
import type { CacheWords } from '../../protocol/promptCache';

/** One ended turn, as the timeline draws it. Times in ms. */
export interface TurnRow {
  /** Running number, unique while the view is open. */
  readonly id: number;
  readonly lane: string;
  /** Id of the response: by it a gateway knows the turn in its log, its traces and on its status page. */
  readonly responseId?: string | undefined;
  readonly status: 'completed' | 'incomplete' | 'cancelled' | 'failed';
  /** Why it ended, in words, where the status alone does not say it. */
  readonly reason: string | undefined;
  /** When it began, relative to the first turn of this session. */
  readonly startMs: number;
  readonly queuedMs: number | undefined;
  readonly firstTokenMs: number | undefined;
  readonly totalMs: number;
  readonly tokensPerSecond: number | undefined;
  /** The service tier in words, where one was asked for. `isOther`: another one was served. */
  readonly tier?: { readonly words: string; readonly isOther: boolean } | undefined;
  /** What is known of the server's prompt cache. */
  readonly cache?: CacheWords | undefined;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** One labelled figure. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** A second, smaller line. */
  readonly detail: string;
}

/** What is shown of one endpoint. */
export interface EndpointPicture {
  readonly title: string;
  /** What talks to it, such as `Suggestions and chat`; empty when everything does. */
  readonly uses: string;
  readonly state: { readonly word: string; readonly level: 'good' | 'busy' | 'bad'; readonly detail: string };
  /** What stands behind a gateway and how it is asked; empty when there is nothing to say. */
  readonly server: string;
  /** What the endpoint can do: name and whether it can. */
  readonly abilities: readonly { readonly name: string; readonly able: boolean }[];
  readonly figures: readonly Figure[];
  /** Newest last. */
  readonly turns: readonly TurnRow[];
}

/** Everything the view shows. The extension sends it whole, a few times a second at most. */
export interface SessionPicture {
  readonly type: 'picture';
  /** One for each endpoint in use. */
  readonly endpoints: readonly EndpointPicture[];
}

/** What the page may ask for. */
export const pageMessage = v.variant('type', [
  /** It is ready to be sent pictures. */
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('command'),
    command: v.picklist(['showLog', 'reconnect', 'diagnose', 'copyReport', 'connectModel']),
  }),
]);

/** A checked message of the page. */
export type PageMessage = v.InferOutput<typeof pageMessage>;
