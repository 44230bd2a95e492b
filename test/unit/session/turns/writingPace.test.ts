import assert from 'node:assert/strict';
import { WritingPace } from '../../../../src/session/turns/writingPace';

/** Writes 25 times 3.6 code units on average, 10 ms apart, from a time on. Returns when it ended. */
function write(pace: WritingPace, from: number): number {
  for (let n = 0; n < 25; n++) pace.wrote(n % 5 < 3 ? 'word' : 'odd', from + n * 10);
  return from + 240;
}

const near = (value: number | undefined, wanted: number): void => {
  assert.ok(value !== undefined && Math.abs(value / wanted - 1) < 0.05, `${value}, wanted about ${wanted}`);
};

describe('WritingPace', () => {
  it('divides by the time in which text came', () => {
    const pace = new WritingPace();
    near(pace.tokensPerSecond(write(pace, 1_000)), 104);
    assert.equal(pace.legs, 1);
  });

  it('goes by what the server counted', () => {
    const pace = new WritingPace();
    near(pace.tokensPerSecond(write(pace, 1_000), 50), 208);
  });

  it('takes no thoughts for text where the server counts both together', () => {
    const pace = new WritingPace();
    near(pace.tokensPerSecond(write(pace, 1_000), 5_000), 104);
  });

  it('believes many tokens of a text without spaces and letters of ASCII', () => {
    const pace = new WritingPace();
    pace.wrote('漢字', 0);
    pace.wrote('漢字仮名交じり文の長い文章', 1_000);
    near(pace.tokensPerSecond(1_000, 15), 15);
  });

  const believable: readonly (readonly [string, string, number, boolean])[] = [
    ['five tokens to seven letters of code', 'x'.repeat(700), 520, true],
    ['more tokens than five to seven letters of code', 'x'.repeat(700), 540, false],
    ['two tokens to each other letter', '字'.repeat(300), 620, true],
    ['more tokens than two to each other letter', '字'.repeat(300), 640, false],
    ['nothing at all', 'x'.repeat(360), 0, false],
  ];
  for (const [what, text, counted, isBelieved] of believable) {
    it(`${isBelieved ? 'believes' : 'does not believe'} a server that counts ${what}`, () => {
      const pace = new WritingPace();
      pace.wrote(text, 0);
      near(pace.tokensPerSecond(1_000, counted), isBelieved ? counted : text.length / 3.6);
    });
  }

  it('goes by the text of before where nothing was written after a redirect, whatever the server counted', () => {
    const pace = new WritingPace();
    write(pace, 1_000);
    pace.redirected();
    near(pace.tokensPerSecond(9_000, 20), 104);
  });

  it('takes text that came over 50 ms for written in that time, however soon it is over', () => {
    const pace = new WritingPace();
    pace.wrote('x'.repeat(18), 1_000);
    pace.wrote('x'.repeat(18), 1_050);
    near(pace.tokensPerSecond(1_050), 200);
  });

  it('counts what is written beside text, such as a call', () => {
    const pace = new WritingPace();
    pace.wrote('x'.repeat(36), 0);
    pace.count('y'.repeat(324));
    near(pace.tokensPerSecond(1_000), 100);
  });

  it('does not count the wait for a new course', () => {
    const pace = new WritingPace();
    write(pace, 1_000);
    pace.redirected();
    near(pace.tokensPerSecond(write(pace, 9_000)), 104);
    assert.equal(pace.legs, 2);
  });

  it('counts every range by what the server said of the last one', () => {
    const pace = new WritingPace();
    write(pace, 1_000);
    pace.redirected();
    near(pace.tokensPerSecond(write(pace, 9_000), 50), 208);
  });

  it('does not count a range that came at once beside one that did not', () => {
    const pace = new WritingPace();
    pace.wrote('x'.repeat(5_000), 1_000);
    pace.redirected();
    near(pace.tokensPerSecond(write(pace, 9_000)), 104);
  });

  it('knows no speed of what came at once, of nothing, or of a clock that goes backwards', () => {
    const pace = new WritingPace();
    assert.equal(pace.tokensPerSecond(5_000), undefined);
    pace.wrote('everything at once', 1_000);
    assert.equal(pace.tokensPerSecond(1_050), undefined);
    assert.equal(pace.tokensPerSecond(500), undefined);
    pace.redirected();
    assert.equal(pace.tokensPerSecond(9_000), undefined);
  });
});
