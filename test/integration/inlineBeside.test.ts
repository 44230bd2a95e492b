import assert from 'node:assert/strict';
import { withDocument } from '../support/host/editing';
import { accepted, modelOfTests, typeAndBeAsked } from '../support/host/manners';

/** What VS Code has closed by itself behind the cursor, and what a suggestion brings of it. */
describe('suggestions beside what the editor has closed', function () {
  this.timeout(60_000);
  const model = modelOfTests();
  const table: readonly {
    readonly name: string;
    readonly language: string;
    readonly before: string;
    readonly typed: string;
    readonly answer: string;
    readonly after: string;
  }[] = [
    {
      name: 'a bracket of its own',
      language: 'javascript',
      before: '█\n',
      typed: 'qzxa(',
      answer: 'one(1)',
      after: 'qzxa(one(1))\n',
    },
    {
      name: 'a chain behind the bracket',
      language: 'javascript',
      before: '█;\n',
      typed: 'qzxb(',
      answer: 'a).then(x => x.y());',
      after: 'qzxb(a).then(x => x.y());\n',
    },
    {
      name: 'a quote, a bracket and a semicolon',
      language: 'javascript',
      before: 'qzxc(█);\n',
      typed: '"',
      answer: 'hi", name);',
      after: 'qzxc("hi", name);\n',
    },
    {
      name: 'more lines behind the bracket',
      language: 'javascript',
      before: '█\n',
      typed: 'qzxd("',
      answer: '/x", () => {\n  go();\n})',
      after: 'qzxd("/x", () => {\n  go();\n})\n',
    },
    {
      name: 'holes of a template',
      language: 'javascript',
      before: 'qzxe = `█`;\n',
      typed: '${',
      answer: 'a} and ${b}',
      after: 'qzxe = `${a} and ${b}`;\n',
    },
    {
      name: 'a recipe of a Makefile',
      language: 'makefile',
      before: 'all: x\n\tcc x\n\n█\n',
      typed: 'qzxf:',
      answer: '\n    rm -f x',
      after: 'all: x\n\tcc x\n\nqzxf:\n\trm -f x\n',
    },
  ];
  for (const { name, language, before, typed, answer, after } of table) {
    it(name, () =>
      withDocument(language, before, async open => {
        model.answer = ({ screen }) => (screen.split('█')[0]?.endsWith(typed) ? answer : '');
        await typeAndBeAsked(model, typed);
        assert.equal((await accepted(open)).replace('█', ''), after);
      }),
    );
  }
});
