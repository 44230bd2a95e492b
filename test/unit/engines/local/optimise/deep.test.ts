import assert from 'node:assert/strict';
import { answerChat } from '../../../../../src/engines/local/chat/chat';
import { optimise } from '../../../../../src/engines/local/optimise/optimise';

const signal = new AbortController().signal;

/** Code that nests, or goes on, far beyond what anybody writes. */
const deep: readonly (readonly [name: string, language: string, text: string])[] = [
  ['a chain of 16,000 calls', 'javascript', `x${'.f()'.repeat(16_000)};\n`],
  ['a chain of 16,000 calls', 'typescript', `x${'.f()'.repeat(16_000)};\n`],
  ['a sum of 16,000 terms', 'javascript', `x = 1${' + 1'.repeat(16_000)};\n`],
  ['16,000 blocks in each other', 'javascript', `${'{'.repeat(16_000)}${'}'.repeat(16_000)}\n`],
  ['16,000 conditions', 'javascript', `x = ${'a ? 1 : '.repeat(16_000)}2;\n`],
  ['16,000 branches', 'javascript', `${'if (a) b(); else '.repeat(10_000)}c();\n`],
  ['a chain of 16,000 calls', 'python', `x${'.f()'.repeat(16_000)}\n`],
  ['a sum of 16,000 terms', 'python', `x = 1${' + 1'.repeat(16_000)}\n`],
  ['16,000 brackets', 'python', `${'('.repeat(16_000)}${')'.repeat(16_000)}\n`],
];

describe('code that goes too deep', function () {
  this.timeout(120_000);
  for (const [name, language, text] of deep) {
    it(`${language}: ${name}: rewrites what is around it and says so`, async () => {
      const [before, after] =
        language === 'python'
          ? ['y = not a in b\n', 'y = a not in b\n']
          : ['if (!!a) b();\n', 'if (a) b();\n'];
      const answer = await optimise(
        { path: 'a', language, instruction: '', text: `${before}${text}` },
        signal,
      );
      assert.doesNotMatch(answer, /Maximum call stack/);
      assert.match(answer, /parser could not read|parser stopped/);
      if (answer.includes('could not read')) assert.ok(answer.includes(after), answer.slice(0, 200));
    });

    it(`${language}: ${name}: the chat has an answer`, async () => {
      const document = { kind: 'document', path: 'a', language, text } as const;
      for (const question of ['outline', 'where is `f` used?', 'what could be improved?']) {
        const messages = [{ role: 'user', text: question } as const];
        assert.match(await answerChat({ messages, documents: [document] }, signal), /\*\*a\*\*/);
      }
    });
  }
});
