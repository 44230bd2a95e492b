import assert from 'node:assert/strict';
import { OpenFiles } from '../../../../src/completion/context/openFiles';
import { estimateTokens } from '../../../../src/common/tokenEstimate';
import { wordsOf } from '../../../../src/completion/context/words';
import { finish, openFile } from '../../../support/completion/textLines';

const filler = (count: number, name = 'filler'): string =>
  Array.from({ length: count }, (_, n) => `  const ${name}${n} = other${n} + ${name}Value;`).join('\n');
const invoice = Array.from({ length: 12 }, (_, n) => `  invoice.total${n} += taxRate * invoice.amount;`).join(
  '\n',
);
const asked = wordsOf(invoice.split('\n'));

describe('OpenFiles', () => {
  it('takes a small file whole and of a large one what is alike', () => {
    const files = [
      openFile('small.ts', 'export const one = 1;\n'),
      openFile('large.ts', `${filler(300)}\n${invoice}`),
    ];
    const forms = finish(new OpenFiles().about(files, asked, 4_000));
    assert.deepEqual(
      forms.map(({ kind, path }) => `${kind} ${path}`),
      ['snippet large.ts', 'document small.ts'],
    );
    const [part] = forms;
    assert.ok(part?.kind === 'snippet' && part.lines.last === 312 && part.text.endsWith(invoice));
    assert.equal(part.text.split('\n').length, part.lines.last - part.lines.first + 1);
  });

  it('has something of a file that a small budget has no room for', () => {
    const files = [openFile('a.ts', `${filler(40)}\n${invoice}`)];
    const [part] = finish(new OpenFiles().about(files, asked, 900));
    assert.ok(part?.kind === 'snippet' && part.text.endsWith(invoice));
  });

  it('leaves out what is large and about something else', () =>
    assert.deepEqual(finish(new OpenFiles().about([openFile('large.ts', filler(300))], asked, 4_000)), []));

  it('leaves out empty files', () =>
    assert.deepEqual(finish(new OpenFiles().about([openFile('a.ts', '')], asked, 4_000)), []));

  it('joins places of one file that touch', () => {
    const long = Array.from({ length: 50 }, () => invoice.split('\n')[0]).join('\n');
    const forms = finish(new OpenFiles().about([openFile('a.ts', `${filler(300)}\n${long}`)], asked, 4_000));
    assert.equal(forms.length, 1);
  });

  it('keeps its budget', () => {
    const files = Array.from({ length: 10 }, (_, n) => openFile(`${n}.ts`, filler(60, `name${n}`)));
    const forms = finish(new OpenFiles().about(files, asked, 2_000));
    assert.ok(forms.length > 0 && forms.length < 10);
    assert.ok(forms.reduce((sum, { text }) => sum + estimateTokens(text), 0) <= 2_000);
  });

  it('says the same when the cursor moved a little, in the same order', () => {
    const files = [
      openFile('a.ts', 'export const alpha = invoice;\n'),
      openFile('b.ts', 'export const beta = taxRate;\n'),
    ];
    const open = new OpenFiles();
    const before = finish(open.about(files, wordsOf(['invoice alpha']), 1_000));
    assert.deepEqual(finish(open.about(files, wordsOf(['taxRate beta']), 1_000)), before);
  });
});
