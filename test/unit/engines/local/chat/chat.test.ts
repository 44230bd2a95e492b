import assert from 'node:assert/strict';
import { answerChat } from '../../../../../src/engines/local/chat/chat';
import { writeForm, type DocumentForm } from '../../../../../src/protocol/promptForms';

const signal = new AbortController().signal;

function document(path: string, language: string, text: string): DocumentForm {
  return { kind: 'document', path, language, text };
}

function ask(question: string, ...documents: DocumentForm[]): Promise<string> {
  return answerChat({ messages: [{ role: 'user', text: question }], documents }, signal);
}

const ts = document(
  'src/a.ts',
  'typescript',
  `// TODO: parse less
export class Reader<T> {
  constructor(readonly parse: T) {}
  get size(): number { return 1; }
  #read() {
    return parse('parse');
  }
}
const go = () => {
  function inner() {}
};
interface Shape {}
function f(n: number) {
  let k = n;
  return k;
}
`,
);
const py = document(
  'b.py',
  'python',
  'class A:\n    def go(self):\n        return 1\n\n\ndef top():\n    pass\n',
);
const rust = document(
  'c.rs',
  'rust',
  'pub struct T {\n    x: i32,\n}\n\npub fn run(n: i32) -> i32 {\n    n\n}\n',
);
const go = document(
  'd.go',
  'go',
  'package d\n\ntype T struct {\n\tx int\n}\n\nfunc (t *T) Run(n int) {\n\tfor n > 0 {\n\t\tt.step(n)\n\t\tn--\n\t}\n\tpanic("end")\n}\n',
);
const java = document(
  'E.java',
  'java',
  'class E {\n    E() {}\n\n    int run(int n) {\n        if (n > 1) throw new Error("n");\n        this.total += n;\n        return run(n + 1);\n    }\n}\n',
);

describe('answerChat', () => {
  it('outlines TypeScript by its parser', async () => {
    assert.equal(
      await ask('outline', ts),
      `**src/a.ts**

- class \`Reader\` (lines 2-8)
  - constructor \`constructor\` (line 3)
  - getter \`size\` (line 4)
  - method \`#read\` (lines 5-7)
- function \`go\` (lines 9-11)
  - function \`inner\` (line 10)
- interface \`Shape\` (line 12)
- function \`f\` (lines 13-16)
`,
    );
  });

  it('outlines Python by its parser', async () => {
    assert.equal(
      await ask('What functions are in this file?', py),
      '**b.py**\n\n- class `A` (lines 1-3)\n  - method `go` (lines 2-3)\n- function `top` (lines 6-7)\n',
    );
  });

  it('guesses for other languages and for text that does not parse, and says so', async () => {
    assert.equal(
      await ask('outline', rust),
      '**c.rs**\n\n- type `T` (lines 1-3)\n- function `run` (lines 5-7)\n\nThere is no parser for this text here: definitions are guessed line by line and may be wrong.\n',
    );
    const broken = document('d.js', 'javascript', 'function f( {\n}\nclass {');
    assert.match(await ask('outline', broken), /function `f` \(lines 1-2\)[^]*guessed/);
  });

  it('outlines Go and Java by their parsers, and says what they do', async () => {
    assert.equal(
      await ask('outline', go),
      '**d.go**\n\n- type `T` (lines 3-5)\n- method `Run` (lines 7-13)\n',
    );
    assert.equal(
      await ask('outline', java),
      '**E.java**\n\n- class `E` (lines 1-9)\n  - constructor `E` (line 2)\n  - method `run` (lines 4-8)\n',
    );
    assert.match(
      await ask('what does `Run` do?', go),
      /- method `Run` \(lines 7-13\): calls `t\.step`; writes `n`; throws `panic`; 1 loop; not called/,
    );
    assert.match(
      await ask('what does `run` do?', java),
      /- method `run` \(lines 4-8\): calls `Error`, `run`; writes `this\.total`; throws `Error`; 1 branch; called on line 7/,
    );
    assert.match(await ask('where is `step` used?', go), /`step` occurs once:\n- line 9: `t\.step\(n\)`\n$/);
  });

  it('finds usages, without strings and comments where it has a parser', async () => {
    const answer = await ask('Where is `parse` used?', ts, rust);
    assert.match(
      answer,
      /\*\*src\/a\.ts\*\*\n\n`parse` occurs 2 times:\n- line 3: `[^\n]*`\n- line 6: `return parse\('parse'\);`\n\n/,
    );
    assert.match(answer, /\*\*c\.rs\*\*\n\n`parse` does not occur\.\n\nThis is a search for the word/);
  });

  it('asks which name is meant', async () => {
    assert.match(await ask('where is this used?', ts), /Put the name in back-ticks/);
  });

  it('reports what the rules would do, notes and long functions', async () => {
    const long = document('e.js', 'javascript', `function long() {\n${'  go();\n'.repeat(70)}}\n`);
    const answer = await ask('What could be improved?', ts, long, rust);
    assert.match(
      answer,
      /- line 1: `TODO: parse less`\n- line 14: `prefer-const`: `k` is never assigned again/,
    );
    assert.match(answer, /- line 1: function `long` is 72 lines long/);
    assert.match(answer, /\*\*c\.rs\*\*\n\nNothing found by the rules[^]*There are no rules for rust/);
  });

  it('counts', async () => {
    assert.equal(
      await ask('how many lines?', py),
      '**b.py**\n\n- 7 lines, 2 of them blank; 69 characters\n- 2 functions and methods, 1 class\n- longest: `go`, 2 lines (lines 2-3)\n'.replace(
        '69',
        String(py.text.length),
      ),
    );
  });

  it('answers only for the file that the question names', async () => {
    const answer = await ask('outline of b.py', ts, py);
    assert.match(answer, /^\*\*b\.py\*\*/);
    assert.doesNotMatch(answer, /a\.ts/);
  });

  it('takes the last state of a file, and the last question that is not a form', async () => {
    const answer = await answerChat(
      {
        messages: [
          { role: 'user', text: 'explain this' },
          { role: 'user', text: 'outline' },
          { role: 'user', text: writeForm(py) },
          { role: 'assistant', text: 'how many lines?' },
        ],
        documents: [document('b.py', 'python', 'old = 1\n'), py],
      },
      signal,
    );
    assert.match(answer, /class `A`/);
    assert.doesNotMatch(answer, /No functions/);
  });

  it('says what functions do in structure, and that it knows no more', async () => {
    const text =
      'export function load(paths) {\n  for (const path of paths) {\n    for (const line of read(path)) {\n      if (!line) throw new Error(path);\n      state.lines++;\n    }\n  }\n}\nfunction fib(n) {\n  if (n <= 1) return n;\n  return fib(n - 1) + fib(n - 2);\n}\nload([]);\n';
    const code = document('d.js', 'javascript', text);
    assert.match(
      await ask('Explain this code', code),
      /^\*\*d\.js\*\*\n\n- function `load` \(lines 1-8\): calls `read`, `Error`; writes `state\.lines`; throws `Error`; 2 loops, nested 2 deep; 1 branch; called on line 13\n- function `fib` \(lines 9-12\): calls `fib`; 1 branch; called on line 11; the rules would apply `loop-from-branching-recursion`\n- outside of functions: calls `load`\n\nThis is what a parser reads off the code; [^]*local-recall[^]*codexSpark\.endpoint/,
    );
    const one = await ask('explain `fib`', code);
    assert.match(one, /`fib`/);
    assert.doesNotMatch(one, /function `load`|outside of functions/);
    const python = document(
      'e.py',
      'python',
      'def f(xs):\n    while xs:\n        self.n = g(xs)\n    raise ValueError("no")\n',
    );
    assert.match(
      await ask('What does this function do?', python),
      /- function `f` \(lines 1-4\): calls `g`, `ValueError`; writes `self\.n`; throws `ValueError`; 1 loop; not called in this file\n/,
    );
    assert.match(await ask('explain this', rust), /no parser for this text here/);
  });

  it('says how to attach code when there is none', async () => {
    assert.match(await ask('outline'), /Attach a file or a selection/);
  });

  it('names the commands', async () => {
    assert.match(await ask('How do I optimise a selection?'), /codexSpark\.optimizeSelection/);
    assert.match(await ask('Optimise this function', ts), /Optimize Selection/);
  });

  for (const question of ['Why does this crash?', 'Write a parser', 'hello', '']) {
    it(`never pretends: ${question}`, async () => {
      const answer = await ask(question, ts);
      assert.match(answer, /I cannot answer that/);
      assert.match(answer, /local-recall/);
      assert.match(answer, /codexSpark\.endpoint/);
      assert.doesNotMatch(answer, /```/);
    });
  }

  it('rejects when aborted', async () => {
    await assert.rejects(answerChat({ messages: [], documents: [ts] }, AbortSignal.abort()), {
      name: 'AbortError',
    });
  });
});
