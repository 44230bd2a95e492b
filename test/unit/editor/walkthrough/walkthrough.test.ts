import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { manifest, manifestText } from '../../../support/manifest';

const step = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  media: v.object({ svg: v.string(), altText: v.string() }),
  completionEvents: v.array(v.string()),
});

const { steps } = v.parse(
  v.object({ contributes: v.object({ walkthroughs: v.tuple([v.object({ steps: v.array(step) })]) }) }),
  JSON.parse(manifestText),
).contributes.walkthroughs[0];

const ours = new Set(manifest.contributes.commands.map(({ command }) => command));

/** Commands of VS Code that the walkthrough uses. */
const theirs = new Set([
  'workbench.action.openSettings',
  'editor.action.inlineSuggest.commit',
  'editor.action.inlineSuggest.acceptNextWord',
]);

describe('the walkthrough', () => {
  for (const { id, description, media, completionEvents } of steps) {
    it(`${id}: runs commands that are there, and has a button`, () => {
      const links = [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, command = '']) => command);
      for (const command of links) assert.ok(ours.has(command) || theirs.has(command), command);
      assert.match(description, /^\[[^\]]+\]\(command:[^)]+\)$/m, 'a link alone on its line is a button');
    });

    it(`${id}: ticks itself`, () => {
      assert.ok(completionEvents.length > 0);
      for (const event of completionEvents) {
        const [, kind = '', name = ''] = /^(onCommand|onView):(.+)$/.exec(event) ?? [];
        assert.ok(kind === 'onView' ? name === 'codexSpark.chat' : ours.has(name) || theirs.has(name), event);
      }
    });

    it(`${id}: has a picture that follows the theme and loads nothing`, () => {
      const picture = readFileSync(media.svg, 'utf8');
      assert.ok(picture.includes('var(--vscode-editor-background'));
      assert.ok(picture.includes(`<title>${media.altText}</title>`));
      assert.doesNotMatch(picture, /href|url\(|<image|<script|<foreignObject/);
      // VS Code shows it in a page that takes no styles but its own: then everything is black.
      assert.doesNotMatch(picture, /<style|\s(?:style|class)=/);
      // No colour but as what stands in for one of the theme.
      assert.doesNotMatch(picture.replaceAll(/var\([^"]*/g, ''), /#[0-9a-f]{3,8}\b/i);
    });
  }

  it('is packed with all its pictures, and without others', () => {
    assert.ok(readFileSync('.vscodeignore', 'utf8').split(/\r?\n/).includes('!media/walkthrough/*.svg'));
    const wanted = steps.map(({ media }) => media.svg);
    for (const file of wanted) assert.ok(existsSync(file) && file.startsWith('media/'), file);
    assert.deepEqual(
      readdirSync('media/walkthrough')
        .map(name => `media/walkthrough/${name}`)
        .sort(),
      wanted.toSorted(),
    );
  });
});
