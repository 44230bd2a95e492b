import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, type, withDocument, type OpenDocument } from '../support/host/editing';
import { accepted, modelOfTests, typeAndBeAsked, withUserSettings } from '../support/host/manners';
import { ShapeService } from '../support/host/shapeService';
import { waitFor } from '../support/host/waitFor';

describe('accept and go on: imports', function () {
  this.timeout(60_000);
  const model = modelOfTests();
  let service: ShapeService;

  beforeEach(() => {
    service = new ShapeService();
    model.answer = ({ screen: shown }) => (shown.includes('drawn = █') ? 'new Shape();' : '');
  });
  afterEach(() => service.dispose());

  const add = (): Thenable<unknown> => vscode.commands.executeCommand('codexSpark.inline.addImport');

  /** Accepts a suggestion that uses a name that is not imported. */
  async function acceptShape(open: OpenDocument): Promise<void> {
    await typeAndBeAsked(model, 'drawn = ');
    assert.match(await accepted(open), /let drawn = new Shape\(\);█/);
  }

  /** Presses the key until the import is there: it does nothing before there is an offer. */
  const added = (open: OpenDocument): Promise<string> =>
    waitFor('the import', async () => {
      await add();
      const now = screen(open);
      return now.includes('import') ? now : undefined;
    });

  it('offers the fix that the language service prefers, applies it when asked, in one step of undo', async () => {
    await withDocument('javascript', 'let █', async open => {
      await acceptShape(open);
      await waitFor('the question', () => service.asked > 0 || undefined);
      assert.doesNotMatch(screen(open), /import/, 'nothing is imported unasked');
      assert.match(
        await added(open),
        /^import \{ Shape \} from '\.\/shapes\.js';\nlet drawn = new Shape\(\);█/,
      );
      await vscode.commands.executeCommand('undo');
      assert.match(screen(open), /^let drawn = new Shape\(\);/);
    });
  });

  it('offers the next import when one was added', async () => {
    model.answer = ({ screen: shown }) => (shown.includes('drawn = █') ? 'new Shape(Color);' : '');
    await withDocument('javascript', 'let █', async open => {
      await typeAndBeAsked(model, 'drawn = ');
      await accepted(open);
      const all = await waitFor('both imports', async () => {
        await add();
        const now = screen(open);
        return now.includes('import { Shape }') && now.includes('import { Color }') ? now : undefined;
      });
      assert.match(all, /let drawn = new Shape\(Color\);█/);
    });
  });

  it('still fits when one has typed on behind the accepted text', async () => {
    await withDocument('javascript', 'let █', async open => {
      await acceptShape(open);
      await waitFor('the question', () => service.asked > 0 || undefined);
      await type(' // on');
      assert.match(await added(open), /^import .*\nlet drawn = new Shape\(\); \/\/ on█/);
    });
  });

  it('asks nothing where the name was typed, or was wrong before', async () => {
    await withDocument('javascript', 'let a = Shape;\nlet █', async open => {
      service.check(open.document);
      await type('b = Shape;');
      model.answer = ({ screen: shown }) => (shown.includes('drawn = █') ? 'plain();' : '');
      await vscode.commands.executeCommand('editor.action.insertLineAfter');
      await type('let ');
      await typeAndBeAsked(model, 'drawn = ');
      await accepted(open);
      await add();
      assert.equal(service.asked, 0);
      assert.doesNotMatch(screen(open), /import/);
    });
  });

  it('offers nothing that the language service does not prefer', async () => {
    service.isPreferred = false;
    await withDocument('javascript', 'let █', async open => {
      await acceptShape(open);
      await waitFor('the question', () => service.asked > 0 || undefined);
      await add();
      assert.doesNotMatch(screen(open), /import/);
    });
  });

  it('does not wait for a language service that takes too long', async () => {
    service.thinksMs = 3_000;
    await withDocument('javascript', 'let █', async open => {
      await acceptShape(open);
      await waitFor('the question', () => service.asked > 0 || undefined);
      await new Promise(resolve => setTimeout(resolve, 3_500));
      await add();
      assert.doesNotMatch(screen(open), /import/);
    });
  });

  it('is gone when one dismisses it, or goes on elsewhere', async () => {
    const ends: readonly (() => Promise<void>)[] = [
      async () => void (await vscode.commands.executeCommand('codexSpark.inline.dismissImport')),
      async () => {
        const editor = vscode.window.activeTextEditor;
        assert.ok(editor);
        const place = new vscode.Position(0, 0);
        editor.selection = new vscode.Selection(place, place);
        await type('x');
      },
    ];
    for (const end of ends) {
      await withDocument('javascript', '\nlet █', async open => {
        const before = service.asked;
        await acceptShape(open);
        await waitFor('the question', () => service.asked > before || undefined);
        await end();
        await add();
        assert.doesNotMatch(screen(open), /import/);
      });
    }
  });

  it('asks nothing where it is switched off', async () => {
    await withUserSettings({ 'codexSpark.inline.offerImports': false }, async () => {
      await withDocument('javascript', 'let █', async open => {
        await acceptShape(open);
        await add();
        assert.equal(service.asked, 0);
      });
    });
  });
});
