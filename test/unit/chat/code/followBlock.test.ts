import assert from 'node:assert/strict';
import fc from 'fast-check';
import { followBlock, type BlockPlace, type MoreText } from '../../../../src/chat/code/followBlock';

/** A text that the test lets grow. */
class Growing {
  private now: MoreText = { text: '', state: 'growing' };
  private wake = (): void => undefined;

  readonly look = (offset: number): MoreText => ({ ...this.now, text: this.now.text.slice(offset) });
  readonly change = (): Promise<void> => new Promise(resolve => (this.wake = resolve));

  grow(text: string, state: MoreText['state'] = 'growing'): void {
    this.now = { text: this.now.text + text, state };
    this.wake();
  }
}

const place: BlockPlace = { offset: 6, indent: 0, fence: '```' };

/** Lets a text grow piece by piece, and reads the block in it. */
async function read(pieces: readonly string[], at = place, end: MoreText['state'] = 'whole') {
  const growing = new Growing();
  const read: string[] = [];
  const reading = (async () => {
    for await (const piece of followBlock(at, growing.look, growing.change)) read.push(piece);
  })();
  for (const piece of pieces) {
    growing.grow(piece);
    await new Promise(resolve => setImmediate(resolve));
  }
  const before = [...read];
  growing.grow('', end);
  await reading;
  return { before, all: read.join('') };
}

describe('followBlock', () => {
  it('hands a line on when it is complete, and ends with the fence', async () => {
    const { before, all } = await read(['```js\na', '();\nb()', ';\n``', '`\nmore\n']);
    assert.deepEqual(before, ['a();\n', 'b();\n']);
    assert.equal(all, 'a();\nb();\n');
  });

  it('takes the end of the answer for the end of the block', async () => {
    assert.equal((await read(['```js\na();\nb']))['all'], 'a();\nb');
  });

  it('fails when the answer is cut short', async () => {
    await assert.rejects(read(['```js\na();\nb'], place, 'cut'), /middle of the code/);
  });

  it('is whole when the fence was there before the answer was cut', async () => {
    assert.equal((await read(['```js\na();\n```\nmore'], place, 'cut')).all, 'a();\n');
  });

  it('takes off the indentation of a list, and keeps what goes beyond it', async () => {
    const text = '  ```\n  a\n    b\n c\n  ```\n';
    assert.equal((await read([text], { offset: 6, indent: 2, fence: '```' })).all, 'a\n  b\nc\n');
  });

  it('does not take shorter or other fences for its own', async () => {
    const text = '~~~~~\n```\n~~~\n~~~~~~\n';
    assert.equal((await read([text], { offset: 6, indent: 0, fence: '~~~~~' })).all, '```\n~~~\n');
  });

  it('reads on behind the blocks inside it', async () => {
    const markdown = '# A\n```sh\nb\n```\nc\n';
    assert.equal((await read([`\`\`\`md\n${markdown}\`\`\`\nmore\n`])).all, markdown);
    const yaml = 'a: |\n  ```\n  b\n  ```\n';
    assert.equal((await read([`\`\`\`yml\n${yaml}\`\`\`\n`], { ...place, offset: 7 })).all, yaml);
    assert.equal((await read(['```js\na();\n``` That is it.\n'])).all, 'a();\n');
  });

  it('reads the same, however the text is cut', async () => {
    const text = '```js\nfirst\n\n  second ``` not yet\n```\nafter';
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), async cuts => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, n) => text.slice(at[n], end));
        assert.equal((await read(pieces)).all, 'first\n\n  second ``` not yet\n');
      }),
      { numRuns: 100 },
    );
  });

  it('asks for each character once', async () => {
    const asked: number[] = [];
    const text = '```js\nfirst line\nsecond line\n```\n';
    let known = 6;
    const looks = followBlock(
      place,
      offset => {
        asked.push(offset);
        return { text: text.slice(offset, known), state: 'growing' };
      },
      () => Promise.resolve(void (known += 3)),
    );
    let all = '';
    for await (const piece of looks) all += piece;
    assert.equal(all, 'first line\nsecond line\n');
    assert.deepEqual(
      asked,
      asked.map((_, n) => 6 + 3 * n),
    );
  });
});
