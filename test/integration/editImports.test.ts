import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rewritingSuite, type Rewriting } from '../support/host/rewriting';
import { ShapeService } from '../support/host/shapeService';
import { waitFor } from '../support/host/waitFor';

const text = 'let a = 1;\nlet drawn = old();\nlet b = 2;\nlet c = 3;\n';
const rewritten = text.replace('old()', 'new Shape()').replace('c = 3', 'c = 4');

describe('accepting changes: imports', function () {
  this.timeout(60_000);
  const { inFile } = rewritingSuite();
  let service: ShapeService;

  beforeEach(() => {
    service = new ShapeService();
  });
  afterEach(() => service.dispose());

  /** Two changes to review; the first uses a name that is not imported. */
  const reviewed = (work: (open: Rewriting) => Promise<void>): Promise<void> =>
    inFile(
      text,
      async open => {
        open.select(0, 4);
        await open.rewrite(rewritten);
        await open.lensesOf('acceptHunk', 2);
        await work(open);
      },
      `shapes-${randomUUID()}.js`,
    );

  /** Presses the key until the import is there: it does nothing before there is an offer. */
  const added = (open: Rewriting): Promise<true> =>
    waitFor('the import', async () => {
      await open.run('inline.addImport');
      return open.text.startsWith("import { Shape } from './shapes.js';\n") || undefined;
    });

  /** VS Code asks for fixes by itself where the cursor is; what counts is whether the key does something. */
  async function nothingAdded(open: Rewriting): Promise<void> {
    await open.run('inline.addImport');
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.doesNotMatch(open.text, /import/);
  }

  it('offers the one that an accepted change needs, and not before it is accepted', () =>
    reviewed(async open => {
      await nothingAdded(open);
      open.cursor(1);
      await open.run('acceptHunk');
      await added(open);
      await open.says(`import { Shape } from './shapes.js';\n${rewritten}`);
      await open.lensesOf('acceptHunk', 1);
    }));

  it('also where all are accepted at once', () =>
    reviewed(async open => {
      await open.run('acceptAll');
      await open.decided();
      await added(open);
      await open.says(`import { Shape } from './shapes.js';\n${rewritten}`);
    }));

  it('offers none where that change is rejected', () =>
    reviewed(async open => {
      open.cursor(1);
      await open.run('rejectHunk');
      await open.lensesOf('acceptHunk', 1);
      await open.run('acceptAll');
      await open.decided();
      await nothingAdded(open);
      await open.says(rewritten.replace('new Shape()', 'old()'));
    }));
});
