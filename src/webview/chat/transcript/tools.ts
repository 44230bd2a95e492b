import type { PageMessage } from '../../../chat/messages';
import type { AnswerTools } from '../markdown/answerSink';

/** What the items of the transcript need from the page. */
export interface TranscriptTools {
  readonly post: (message: PageMessage) => void;
  /** Asks for a frame in which what waits is drawn. */
  draw(): void;
  /** For one part of one answer. */
  answer(id: string, part: number): AnswerTools;
  showNumbers(): boolean;
}
