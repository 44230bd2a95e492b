import assert from 'node:assert/strict';
import { EditBlocks } from '../../../src/diff/editBlocks';
import { EditSet } from '../../../src/diff/editSet';
import { FencedCode } from '../../../src/diff/fencedCode';
import { fitCode } from '../../../src/diff/fitCode';
import { PartEdits } from '../../../src/diff/partEdits';
import { PlacedEdits } from '../../../src/diff/placedEdits';
import { RewriteStream } from '../../../src/diff/rewriteStream';
import { workOf, type Work } from '../../support/work';

const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, n) => `line ${n} of the ${word} text\n`).join('');

/** What it takes to read an answer in pieces of four characters. */
function reading(answer: string, push: (piece: string) => unknown): Work {
  const pieces = Array.from({ length: Math.ceil(answer.length / 4) }, (_, n) =>
    answer.slice(n * 4, n * 4 + 4),
  );
  return workOf(() => {
    for (const piece of pieces) push(piece);
  });
}

/** Asserts that twice as much of something takes about twice the work. */
function growsWith(work: (size: number) => Work, size: number): void {
  const [one, two] = [work(size), work(2 * size)];
  assert.ok(
    two.characters < 2.5 * one.characters + 1_000,
    `${one.characters}, then ${two.characters} characters`,
  );
  assert.ok(two.elements < 2.5 * one.elements + 1_000, `${one.elements}, then ${two.elements} elements`);
}

function blocks(
  files: number,
  edits: number,
): { readonly texts: Map<string, string>; readonly answer: string } {
  const text = Array.from({ length: edits * 3 }, (_, n) => `line ${n}\n`).join('');
  const texts = new Map(Array.from({ length: files }, (_, n) => [`${n}.ts`, text]));
  const block = (path: string, n: number): string =>
    `${path}\n<<<<<<< SEARCH\nline ${n * 3}\n=======\nnew line ${n}\n>>>>>>> REPLACE\n`;
  const answer = [...texts.keys()].flatMap(path => Array.from({ length: edits }, (_, n) => block(path, n)));
  return { texts, answer: answer.join('') };
}

/** What it takes to read and place edits, but for looking them up in the files. */
function placing(files: number, edits: number): Work {
  const { texts, answer } = blocks(files, edits);
  const reader = new EditBlocks();
  const set = new EditSet(texts);
  const answers = [...texts].map(([key, text]) => ({
    own: new PartEdits([{ key, offset: 0 }]),
    edits: new PlacedEdits(text),
  }));
  const sum = { characters: 0, elements: 0 };
  for (let at = 0; at < answer.length; at += 4) {
    const events = reader.push(answer.slice(at, at + 4));
    set.take(events);
    if (events.length === 0) continue;
    const { elements } = workOf(() => {
      for (const { own, edits } of answers) assert.ok(edits.push(own.of(set.placed)));
    });
    sum.elements += elements;
  }
  return sum;
}

describe('the work for a piece of an answer', () => {
  it('does not depend on the code before it', () => {
    growsWith(count => {
      const reader = new FencedCode('');
      return reading(`\`\`\`\n${lines(count, 'new')}\`\`\`\n`, piece => reader.push(piece));
    }, 500);
  });

  it('does not depend on the words before the code', () => {
    growsWith(count => {
      const reader = new FencedCode('');
      return reading(lines(count, 'new'), piece => reader.push(piece));
    }, 500);
  });

  it('does not depend on the line it goes on with', () => {
    const forms = [
      (text: string) => text,
      (text: string) => `\`\`\`\n${text}`,
      (text: string) => `\`\`\`\n${text}\r`,
    ];
    for (const form of forms) {
      growsWith(count => {
        const stream = new RewriteStream('old\n', '\n');
        return reading(form('long line '.repeat(count)), piece => stream.push(piece));
      }, 2_000);
    }
    growsWith(count => {
      const stream = new RewriteStream('old\n', '\n');
      return reading(`\`\`\`\n${'\r'.repeat(count)}`, piece => stream.push(piece));
    }, 2_000);
    growsWith(count => {
      const stream = new RewriteStream('old\n', '\n');
      return reading(`\`\`\`\n${' '.repeat(count)}`, piece => stream.push(piece));
    }, 20_000);
    growsWith(count => {
      const reader = new EditBlocks();
      return reading('long line '.repeat(count), piece => reader.push(piece));
    }, 2_000);
  });

  it('does not depend on the lines before it, whatever became of them', () => {
    const reversed = (count: number): string => lines(count, 'old').split('\n').reverse().join('\n');
    for (const after of [
      (count: number) => lines(count, 'new'),
      (count: number) => lines(count, 'old'),
      reversed,
    ]) {
      growsWith(count => {
        const stream = new RewriteStream(lines(count, 'old'), '\n');
        return reading(`\`\`\`\n${after(count)}`, piece => stream.push(piece));
      }, 500);
    }
  });

  it('does not depend on the edits before it', () => {
    growsWith(edits => placing(1, edits), 100);
    growsWith(edits => placing(8, edits), 15);
  });

  it('does not depend on the lines of its edit before it', () => {
    growsWith(count => {
      const answer = `a\n<<<<<<< SEARCH\nold\n=======\n${lines(count, 'new')}>>>>>>> REPLACE\n`;
      const [reader, set, edits] = [
        new EditBlocks(),
        new EditSet(new Map([['a', 'old\n']])),
        new PlacedEdits('old\n'),
      ];
      return reading(answer, piece => {
        set.take(reader.push(piece));
        edits.push(set.placed);
      });
    }, 300);
  });

  it('does not depend on the edits that are read with it', () => {
    growsWith(count => {
      const answer = `a\n<<<<<<< SEARCH\nold\n=======\n${lines(count, 'new')}>>>>>>> REPLACE\n`;
      return workOf(() => new EditBlocks().push(answer));
    }, 500);
  });
});

describe('the work to put code into a file', () => {
  const members = (count: number, name: string): string =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}${n}`, { n, of: [n] }])),
      null,
      2,
    );

  it('grows with the elements of a page, not with their square', () => {
    growsWith(count => {
      const page = `<main>\n${Array.from({ length: count * 3 }, (_, n) => `<p>line ${n}</p>`).join('\n')}\n</main>\n`;
      const parts = Array.from(
        { length: count },
        (_, n) => `<p>line ${n * 3}</p>\n<p>new ${n}</p>\n<p>line ${n * 3 + 2}</p>`,
      );
      return workOf(() => fitCode(page, parts.join('\n\n'), 'html'));
    }, 100);
  });

  it('grows with the members of an object, not with their square', () => {
    for (const block of [members(100, 'new'), members(100, 'new').slice(2, -2)]) {
      const work = (count: number): number =>
        workOf(() => fitCode(members(count, 'old'), block, 'json')).elements;
      const [one, two] = [work(200), work(400)];
      assert.ok(two < 2.5 * one, `${one}, then ${two} elements`);
    }
    const work = (count: number): number =>
      workOf(() => fitCode(members(200, 'old'), members(count, 'new'), 'json')).elements;
    const [one, two] = [work(100), work(200)];
    assert.ok(two < 2.5 * one, `${one}, then ${two} elements`);
  });

  it('does not look into what is nested too deep to be read, and loses nothing of it', () => {
    const file = 'function a() {\n  b();\n}\n';
    const braces = [...Array.from({ length: 3_000 }, () => '{'), ...Array.from({ length: 3_000 }, () => '}')];
    const steps = Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}if a:`);
    for (const [block, id] of [
      [braces, 'typescript'],
      [steps, 'python'],
    ] as const) {
      assert.equal(fitCode(file, block.join('\n'), id), `${file}\n${block.join('\n')}\n`);
    }
    const nested = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
    assert.equal(fitCode('{\n  "z": 1\n}\n', nested, 'json'), `{\n  "z": 1\n}\n\n${nested}\n`);
  });
});
