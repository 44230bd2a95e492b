import { question, redirectInstruction, rewriteInstruction, turn, typedComment } from './tourText';
import type { TourWords } from './tourWords';

/** Where the tour is played. Everything rejects once the tour is to stop. */
export interface TourStage {
  /** Says what is seen now: in the notice, in the status bar, and to screen readers. */
  say(words: string): void;
  /** Time to look, in ms at an ordinary pace; step by step it ends when the user goes on. */
  look(ms: number): Promise<void>;
  /** Time that belongs to what is shown, in ms; step by step there is none. */
  meanwhile(ms: number): Promise<void>;
  /** Types as a person does. */
  type(text: string): Promise<void>;
  /** Resolves to whether a suggestion is on screen. */
  suggested(): Promise<boolean>;
  /** Takes what is shown, or its next word. */
  take(what: 'all' | 'word'): Promise<void>;
  /** Resolves in the middle of an answer; step by step when it is there and the person goes on. */
  midway(answer: TourAnswer): Promise<void>;
  /** Has a function rewritten by an instruction. */
  rewrite(instruction: string): Promise<TourAnswer>;
  /** Opens a chat and asks something. */
  ask(question: string): Promise<TourAnswer>;
}

/** Something that is answered. */
export interface TourAnswer {
  redirect(instruction: string): Promise<void>;
  /** Resolves when nothing more comes. */
  done(): Promise<void>;
}

/** About how long the text that comes in a step takes to read, in ms. */
const glance = 5_000;
const look = 8_000;
const read = 11_000;

/** Plays the tour from beginning to end; rejects when it is stopped. */
export async function playTour(stage: TourStage, words: TourWords): Promise<void> {
  stage.say(words.begin);
  await stage.look(glance);
  await complete(stage, words);
  stage.say(words.rewrite);
  await stage.look(glance);
  await rewrite(stage, words);
  stage.say(words.chat);
  await stage.look(glance);
  await talk(stage, words);
}

async function complete(stage: TourStage, words: TourWords): Promise<void> {
  stage.say(words.typing);
  await stage.type(typedComment);
  if (!(await stage.suggested())) {
    stage.say(words.noSuggestion);
    return await stage.look(look);
  }
  stage.say(words.ghost);
  await stage.look(read);
  stage.say(words.tab);
  await stage.take('all');
  if (!(await stage.suggested())) return await stage.look(look);
  await stage.look(look);
  stage.say(words.word);
  for (let n = 0; n < 4; n++) {
    await stage.take('word');
    await stage.meanwhile(600);
  }
  await stage.look(look);
  stage.say(words.typedOver);
  await stage.type(' extent');
  await stage.look(look);
}

async function rewrite(stage: TourStage, words: TourWords): Promise<void> {
  stage.say(words.streams(rewriteInstruction));
  const running = await stage.rewrite(rewriteInstruction);
  await stage.midway(running);
  stage.say(words.redirected(redirectInstruction));
  await running.redirect(redirectInstruction);
  await running.done();
  await stage.look(read);
  stage.say(words.review);
  await stage.look(read);
}

async function talk(stage: TourStage, words: TourWords): Promise<void> {
  stage.say(words.asked(question));
  const running = await stage.ask(question);
  await stage.midway(running);
  stage.say(words.turned(turn));
  await running.redirect(turn);
  await running.done();
  await stage.look(read);
  stage.say(words.end);
  await stage.look(look);
}
