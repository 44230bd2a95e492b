import assert from 'node:assert/strict';
import { playTour, type TourStage } from '../../../../src/editor/walkthrough/tour';
import {
  question,
  recordedAnswers,
  redirectInstruction,
  rewriteInstruction,
  rewrittenFunction,
  tourEnd,
  tourStart,
  turn,
  typedComment,
} from '../../../../src/editor/walkthrough/tourText';
import type { TourWords } from '../../../../src/editor/walkthrough/tourWords';
import { findEntry, parseReplayFile } from '../../../../src/engines/replay/replayScript';

const words: TourWords = {
  begin: 'begin',
  typing: 'typing',
  noSuggestion: 'no suggestion',
  ghost: 'ghost',
  tab: 'tab',
  word: 'word',
  typedOver: 'typed over',
  rewrite: 'rewrite',
  streams: instruction => `streams: ${instruction}`,
  redirected: instruction => `redirected: ${instruction}`,
  review: 'review',
  chat: 'chat',
  asked: text => `asked: ${text}`,
  turned: text => `turned: ${text}`,
  end: 'end',
};

/** Writes down what happens; stops the tour at its nth deed. */
function stageThat({ suggests = true, stopsAt = Infinity }: { suggests?: boolean; stopsAt?: number } = {}) {
  const deeds: string[] = [];
  let looked = 0;
  const note = (deed: string): void => {
    if (deeds.length >= stopsAt) throw new Error('stopped');
    deeds.push(deed);
  };
  const stage: TourStage = {
    say: note,
    look: async ms => {
      note('look');
      looked += ms;
      await Promise.resolve();
    },
    meanwhile: async ms => {
      note('meanwhile');
      looked += ms;
      await Promise.resolve();
    },
    type: async text => note(`type ${text.trim()}`),
    suggested: async () => {
      note('suggested?');
      return suggests;
    },
    take: async what => note(`take ${what}`),
    midway: async () => note('midway'),
    rewrite: async instruction => {
      note(`rewrite ${instruction}`);
      return {
        redirect: async changed => note(`redirect ${changed}`),
        done: async () => note('rewritten'),
      };
    },
    ask: async text => {
      note(`ask ${text}`);
      return { redirect: async changed => note(`turn ${changed}`), done: async () => note('answered') };
    },
  };
  return { stage, deeds, looked: () => looked };
}

describe('the tour', () => {
  it('shows ghost text, Tab, a rewrite that is redirected and a chat that turns, in about two minutes', async () => {
    const { stage, deeds, looked } = stageThat();
    await playTour(stage, words);
    const order = [
      `type ${typedComment.trim()}`,
      'take all',
      'take word',
      `rewrite ${rewriteInstruction}`,
      `redirect ${redirectInstruction}`,
      'rewritten',
      `ask ${question}`,
      `turn ${turn}`,
      'answered',
      'end',
    ];
    assert.deepEqual(
      deeds.filter((deed, index) => order.includes(deed) && deeds.indexOf(deed) === index),
      order,
    );
    assert.ok(looked() > 80_000 && looked() < 130_000, `${looked()} ms`);
  });

  it('says what it would have shown where suggestions are switched off, and goes on', async () => {
    const { stage, deeds } = stageThat({ suggests: false });
    await playTour(stage, words);
    assert.ok(deeds.includes('no suggestion'));
    assert.ok(!deeds.includes('take all'));
    assert.ok(deeds.includes('answered'));
  });

  it('does nothing more once it is stopped, wherever that is', async () => {
    const whole = stageThat();
    await playTour(whole.stage, words);
    for (let stopsAt = 0; stopsAt < whole.deeds.length; stopsAt++) {
      const { stage, deeds } = stageThat({ stopsAt });
      await assert.rejects(playTour(stage, words), /stopped/);
      assert.deepEqual(deeds, whole.deeds.slice(0, stopsAt));
    }
  });
});

describe('the recording of the tour', () => {
  const entries = parseReplayFile(
    'showMe.jsonl',
    recordedAnswers.map(answer => JSON.stringify(answer)).join('\n'),
  );
  const answerTo = (text: string): string => {
    const input = [{ role: 'user' as const, content: text }];
    return findEntry(entries, { instructions: '', input })?.answer ?? '';
  };

  it('has an answer for everything that the tour does, and nothing for the rest', () => {
    assert.match(answerTo(tourStart + typedComment + tourEnd), /function median/);
    assert.match(answerTo(`${rewriteInstruction}\n${rewrittenFunction}`), /return `/);
    assert.match(
      answerTo(`${rewriteInstruction}\n${redirectInstruction}\n${rewrittenFunction}`),
      /const words/,
    );
    assert.match(answerTo(`${tourStart}\n${question}`), /^A price/);
    assert.match(answerTo(turn), /^```ts/);
    assert.equal(answerTo(tourStart + tourEnd), '');
    assert.equal(answerTo(tourStart + typedComment.slice(0, 20) + tourEnd), '');
  });

  it('is marked in the first line of the file, which VS Code makes the title of its tab', () => {
    assert.match(tourStart, /^\/\/ A recording: no model answers/);
  });
});
