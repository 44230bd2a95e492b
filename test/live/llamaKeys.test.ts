import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { ContextPieces } from '../../src/completion/context/pieces';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import { StaticContext } from '../../src/completion/prompt/staticContext';
import { figure } from '../support/live/figures';
import { LiveRig } from '../support/live/liveRig';
import { LlamaServer, type LlamaOptions } from '../support/live/llamaServer';

/** What is typed, key by key, at the end of a function in the middle of a file. */
const typed = '  const total = items.reduce((sum, each) => sum + each.price, 0);';

/** How many characters come between two requests. */
const step = 8;

/** The file it is typed in, and another one that is open beside it. */
const files = { home: 'samples/workspace/src/cart.ts', other: 'samples/workspace/src/orders.ts' };

/** Tokens of one key's request, as the server has counted them. */
interface Key {
  readonly prompt: number;
  readonly read: number;
}

/** How a model is asked, and what a key may cost at most of its prompt. */
interface Asked {
  readonly title: string;
  readonly options: LlamaOptions;
  readonly completions: string;
  /** How often the file stands one under the other. */
  readonly times: number;
}

const forms: readonly Asked[] = [
  {
    title: 'SmolLM2, asked as in a chat',
    options: { model: 'smollm' },
    completions: 'chat',
    times: 1,
  },
  {
    // Each byte is a token of this model, so batch and context are four times what they are for others; the batch of
    // llama.cpp's own settings for such models is 1024.
    title: 'a model that fills in the middle, in a long file',
    options: { model: 'fim', context: 32_768, batch: 4_096 },
    completions: 'infill',
    times: 14,
  },
];

describe("What a key costs in front of llama.cpp's own server", () => {
  for (const { title, options, completions, times } of forms) {
    it(`is a small part of the prompt: ${title}`, async () => {
      const server = await LlamaServer.start(options);
      const rig = await LiveRig.start(server.origin);
      const context = new StaticContext(rig.session);
      try {
        const home = (await readFile(files.home, 'utf8')).repeat(times);
        const other = await readFile(files.other, 'utf8');
        const at = home.indexOf('}\n', home.length / 2);
        const place: CursorSnapshot = {
          uri: 'file:///cart.ts',
          path: 'src/cart.ts',
          languageId: 'typescript',
          firstLine: 0,
          prefix: home.slice(0, at),
          suffix: `\n${home.slice(at)}`,
        };
        const pieces: ContextPieces = {
          others: [
            { kind: 'document', path: 'src/orders.ts', language: 'typescript', text: other.slice(0, 1_500) },
          ],
          current: { kind: 'document', path: 'src/cart.ts', language: 'typescript', text: home },
          notes: [],
        };
        const press = async (key: string): Promise<Key> => {
          const before = await server.counts();
          const snapshot = { ...place, prefix: place.prefix + key };
          const { usage } = await rig.ask([], {
            lane: 'inline',
            maxOutputTokens: 4,
            ...context.turnInput(snapshot),
          });
          const after = await server.counts();
          const read = after.read - before.read;
          const cached = after.cached - before.cached;
          assert.equal(usage?.inputTokens, read + cached, 'the gateway counts as the server does');
          assert.equal(usage.cachedTokens, cached);
          return { prompt: read + cached, read };
        };
        // Learns how the model is asked, past what is measured.
        await press('');
        const start = await server.counts();
        // The gateway gives up what takes long; the server keeps what it has read by then.
        for (await context.update(pieces); !context.ahead;) await context.ensure();
        await server.idle();
        const warm = (await server.counts()).read - start.read;
        const keys: Key[] = [];
        for (let length = 1; length <= typed.length; length += step)
          keys.push(await press(typed.slice(0, length)));
        const state = (await rig.upstream()) as { completions: string };
        assert.equal(state.completions, completions);
        show(warm, keys);
        // Behind the first key the beginning of the prompt is there: what stands in front of the cursor is not read again.
        for (const { prompt, read } of keys.slice(1))
          assert.ok(read < prompt / 2, `${read} of ${prompt} tokens were read for one key`);
      } finally {
        context.dispose();
        await rig.dispose();
        await server.stop();
      }
    });
  }
});

function show(warm: number, keys: readonly Key[]): void {
  figure('read ahead', `${warm} tokens`);
  figure('key', 'prompt  read  saved');
  keys.forEach((key, at) => {
    if (at < 3 || at === keys.length - 1) figure(String(at * step + 1).padStart(3), row(key));
  });
  const sum = keys.reduce((all, { prompt, read }) => ({
    prompt: all.prompt + prompt,
    read: all.read + read,
  }));
  figure('all', row(sum));
}

function row({ prompt, read }: Key): string {
  return `${String(prompt).padStart(6)} ${String(read).padStart(5)} ${((1 - read / prompt) * 100).toFixed(0).padStart(5)} %`;
}
