import assert from 'node:assert/strict';
import { Desk } from '../../../support/nextEdit/desk';

/** A document in one line of a table: lines are divided by bars. */
function screen(text: string): string {
  return text.replaceAll(' | ', '\n');
}

/** What only says that the name and its new name stand elsewhere too, so that letters alone tell nothing. */
const elsewhere = 'function other(err, error) { |   log(err, error); | } | ';

describe('a name that was renamed where it is bound', () => {
  const table: [what: string, before: string, now: string, offered: string[]][] = [
    [
      'a parameter: in the body of its function only',
      'function f(err, a) { |   log(err); |  |   if (a) { |     err.b = a.err; |   } | } | log(err);',
      'function f(error█, a) { |   log(err); |  |   if (a) { |     err.b = a.err; |   } | } | log(err);',
      ['log(error);', 'error.b = a.err;'],
    ],
    [
      'of an arrow function',
      'run(err => { |   log(err); | }); | log(err);',
      'run(error█ => { |   log(err); | }); | log(err);',
      ['log(error);'],
    ],
    [
      'of a method',
      '  done(err, a) { |     log(err); |   } |   next(err) {}',
      '  done(error█, a) { |     log(err); |   } |   next(err) {}',
      ['log(error);'],
    ],
    [
      'of a function of Python',
      'def f(err): |     log(err) | log(err)',
      'def f(error█): |     log(err) | log(err)',
      ['log(error)'],
    ],
    [
      'what is caught',
      '  } catch (err) { |     log(err); |   } |   log(err);',
      '  } catch (error█) { |     log(err); |   } |   log(err);',
      ['log(error);'],
    ],
    [
      'a variable: to the end of its block',
      '  { |     const err = a; |     log(err); |     f(() => err); |   } |   log(err);',
      '  { |     const error█ = a; |     log(err); |     f(() => err); |   } |   log(err);',
      ['log(error);', 'f(() => error);'],
    ],
    [
      'a variable and a parameter with their types',
      '  void f(Failure err) { |     Failure other = err; |   } |   void g() {  |     Failure err = a; |     log(err); |   }',
      '  void f(Failure error█) { |     Failure other = err; |   } |   void g() {  |     Failure err = a; |     log(err); |   }',
      ['Failure other = error;'],
    ],
    [
      'not what is bound once more in between',
      'function f(err) { |   g(function (err) { |     log(err); |   }); |   end(err); | }',
      'function f(error█) { |   g(function (err) { |     log(err); |   }); |   end(err); | }',
      ['end(error);'],
    ],
    [
      'not a key, a short form, a property, a text',
      'function f(err) { |   log({ err: 1, a: err }); |   log({ err }); |   log(a.err, "err"); | }',
      'function f(error█) { |   log({ err: 1, a: err }); |   log({ err }); |   log(a.err, "err"); | }',
      ['log({ err: 1, a: error });'],
    ],
    [
      'not a variable that was given another value with its name',
      'const err = one("one"); | log(err);',
      'const error = two("two");█ | log(err);',
      [],
    ],
  ];
  for (const [what, before, now, offered] of table) {
    it(what, async () => {
      const desk = new Desk(screen(elsewhere + before));
      desk.show(screen(elsewhere + now));
      assert.deepEqual(await desk.lines({ kinds: ['rename'], leastConfidence: 0.9 }), offered);
    });
  }
});
