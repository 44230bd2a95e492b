import assert from 'node:assert/strict';
import { OpenFiles, type StandingFile } from '../../../../src/completion/context/openFiles';
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

  it('tells a whole file as it is', () => {
    const text = 'import { tax } from "./tax";\n\nexport const one = tax;\n';
    assert.deepEqual(finish(new OpenFiles().about([openFile('src/small.ts', text)], asked, 4_000)), [
      { kind: 'document', path: 'src/small.ts', language: 'typescript', text },
    ]);
  });

  it('takes whole what half of the budget pays for, and of no file more than 1,500 tokens', () => {
    const lines = (count: number): string => Array.from({ length: count }, () => 'tax').join('\n');
    const isWhole = (count: number, budget: number): boolean =>
      finish(new OpenFiles().about([openFile('a.ts', lines(count))], asked, budget))[0]?.kind === 'document';
    assert.deepEqual([isWhole(100, 200), isWhole(101, 200)], [true, false]);
    assert.deepEqual([isWhole(1_500, 9_000), isWhole(1_501, 9_000)], [true, false]);
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

  it('joins places of one file that touch, and no others', () => {
    const alike = (count: number): string =>
      Array.from({ length: count }, () => invoice.split('\n')[0]).join('\n');
    const parts = (text: string): string[] =>
      finish(new OpenFiles().about([openFile('a.ts', text)], asked, 4_000)).map(form =>
        form.kind === 'snippet' ? `${form.lines.first}-${form.lines.last}` : form.kind,
      );
    // Windows are 40 lines long and begin at every twentieth.
    assert.deepEqual(parts(`${filler(300)}\n${alike(20)}\n${filler(300)}`), ['281-340']);
    assert.deepEqual(parts(`${alike(1)}\n${filler(79)}\n${alike(1)}\n${filler(300)}`), ['1-40', '61-120']);
    assert.deepEqual(parts(`${alike(1)}\n${filler(39)}\n${alike(1)}\n${filler(300)}`), ['1-80']);
    assert.deepEqual(parts(`${alike(1)}\n${filler(59)}\n${alike(1)}\n${filler(300)}`), ['1-100']);
  });

  it('takes three places of one file at most', () => {
    const places = Array.from({ length: 6 }, () => `${filler(75)}\n${invoice}\n`).join(filler(60));
    const parts = finish(new OpenFiles().about([openFile('a.ts', places)], asked, 9_000));
    assert.ok(parts.length > 0 && parts.length <= 3, String(parts.length));
  });

  it('has first what is most alike; of what is as much alike, what stands better', () => {
    const order = (...files: readonly StandingFile[]): string =>
      finish(new OpenFiles().about(files, asked, 4_000))
        .map(({ path }) => path)
        .join(' ');
    const [one, other] = ['export const beta = 1;', 'const total = invoice.taxRate;'];
    assert.equal(order(openFile('a', one), openFile('b', other)), 'b a');
    assert.equal(order(openFile('a', one), openFile('b', one, { standing: 0.05 })), 'b a');
    const large = `${filler(300)}\n${invoice}`;
    assert.equal(order(openFile('a', large), openFile('b', large, { standing: 0.05 })), 'b a');
    // Of places that are joined the best one counts.
    const joined = `${filler(300)}\n${invoice.split('\n').slice(0, 6).join('\n')}\n${filler(34)}\n${invoice}`;
    assert.equal(
      order(
        openFile('a', `${filler(300)}\n${invoice.split('\n').slice(1).join('\n')}`),
        openFile('b', joined),
      ),
      'b a',
    );
  });

  it('reads of a large file only what shows that it is large, once its words are known', () => {
    const large = openFile('a.ts', filler(2_000));
    let read = 0;
    const file = {
      ...large,
      lines: { ...large.lines, text: (line: number) => (read++, large.lines.text(line)) },
    };
    const open = new OpenFiles();
    finish(open.about([file], asked, 4_000));
    read = 0;
    finish(open.about([file], asked, 4_000));
    assert.ok(read > 0 && read < 200, String(read));
  });

  it('keeps its budget', () => {
    const files = Array.from({ length: 10 }, (_, n) => openFile(`${n}.ts`, filler(60, `name${n}`)));
    const forms = finish(new OpenFiles().about(files, asked, 2_000));
    assert.ok(forms.length > 0 && forms.length < 10);
    assert.ok(forms.reduce((sum, { text }) => sum + estimateTokens(text), 0) <= 2_000);
  });

  it('says parts of large files in the order in which it took them', () => {
    const large = (path: string, name: string): StandingFile =>
      openFile(path, `${filler(300)}\n${invoice.replaceAll('taxRate', name)}`);
    const files = [large('a.ts', 'vatRate'), large('b.ts', 'taxRate')];
    const order = (open: OpenFiles, name: string): string =>
      finish(open.about(files, wordsOf([`invoice total0 total1 total2 amount ${name}`]), 2_000))
        .map(({ path }) => path)
        .join(' ');
    const open = new OpenFiles();
    assert.equal(order(open, 'vatRate'), 'a.ts b.ts');
    assert.equal(order(open, 'taxRate'), 'a.ts b.ts');
    assert.equal(order(new OpenFiles(), 'taxRate'), 'b.ts a.ts');
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
