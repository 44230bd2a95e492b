import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { pageMessage, type HostMessage } from '../../src/chat/messages';
import { pageBrowser } from '../support/page/browser';
import { ChatPage, type ChatPageOptions } from '../support/page/chatPage';
import { entities } from '../support/page/hostile/entities';
import { links } from '../support/page/hostile/links';
import { markup } from '../support/page/hostile/markup';
import { fenceNames } from '../support/page/hostile/names';
import { structure } from '../support/page/hostile/structure';
import { unicode } from '../support/page/hostile/unicode';
import { showAndUse, textBecomesMarkup } from '../support/page/inPage';
import { answer, said, stateMessage, streamed } from '../support/page/states';

/** A browser that does nothing else for this long is frozen, even on a busy machine. In ms. */
const frozenMs = 5_000;

/** Everything an answer may be made of. */
const allowedElements = new Set(
  `a blockquote br button code details div em h3 h4 h5 h6 hr li ol p path pre s span strong summary svg table tbody
  td th thead tr ul`.split(/\s+/),
);
const allowedAttributes = new Set(
  `aria-hidden aria-label aria-pressed class d data-state dir fill fill-rule open role scope start tabindex title type
  viewBox`.split(/\s+/),
);

const observed = v.object({
  posted: v.array(v.unknown()),
  ran: v.array(v.string()),
  violations: v.array(v.string()),
  errors: v.array(v.string()),
  settledMs: v.number(),
  longest: v.number(),
  made: v.array(v.string()),
  hidden: v.array(v.string()),
  titles: v.array(v.string()),
  nodes: v.number(),
});
type Observed = v.InferOutput<typeof observed>;

/** The same text wherever a model may put it. */
const everywhere = (text: string): string => {
  const line = text.replaceAll('\n', ' ');
  return [
    text,
    `# ${line}`,
    `- ${line}\n  - ${line}\n    1. ${line}`,
    `> ${line}`,
    `| ${line} | b |\n| --- | --- |\n| ${line} | ${line} |`,
    `**${line}** _${line}_ ~~${line}~~ \`${line}\` [${line}](https://evil.test/x) ![${line}](https://evil.test/y)`,
    `\`\`\`html ${line.replaceAll('`', '')}\n${text}\n\`\`\``,
    `~~~diff\n+ ${text}\n~~~`,
    `    ${line}`,
    `${line}:\n\n\`\`\`js\n${text}\n// ${line}\n"${line}"\n\`\`\``,
  ].join('\n\n');
};

const short: readonly (readonly [name: string, text: string])[] = [
  ...[...markup, ...entities, ...unicode].map(text => [text.slice(0, 60), everywhere(text)] as const),
  ...[...links, ...fenceNames].map(text => [text.slice(0, 60), text] as const),
];
const long = Object.entries(structure);

/** What an answer did that it must not, in words; empty when all is well. */
function misdeeds(page: ChatPage, seen: Observed, policyHolds: boolean): readonly string[] {
  const escapes = page.escapes.splice(0);
  const made = seen.made.filter(name =>
    name.startsWith('[') ? !allowedAttributes.has(name.slice(1, -1)) : !allowedElements.has(name),
  );
  return [
    ...seen.ran.map(call => `ran ${call}`),
    ...escapes.map(escape => `left the page: ${escape}`),
    ...(policyHolds ? seen.violations.map(violation => `broke the policy: ${violation}`) : []),
    ...seen.errors.map(error => `error: ${error}`),
    ...made.map(name => `made ${name}`),
    ...seen.hidden.map(char => `shows U+${char.codePointAt(0)?.toString(16)}`),
    ...seen.posted.flatMap(message => badRequest(message)),
    ...seen.titles.flatMap(title => (/^\w+:/.test(title) && !isPlainAscii(title) ? `hides ${title}` : [])),
    ...(seen.longest > frozenMs ? [`froze for ${Math.round(seen.longest)} ms`] : []),
  ];
}

const isPlainAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Whether the page asked for something that text of a model must not bring it to ask for. */
function badRequest(raw: unknown): readonly string[] {
  const message = v.safeParse(pageMessage, raw);
  if (!message.success) return [`posted against the contract: ${JSON.stringify(raw).slice(0, 200)}`];
  const asked = message.output;
  switch (asked.type) {
    case 'openLink':
      return /^(?:https?:\/\/|mailto:)/.test(asked.href) && isPlainAscii(asked.href)
        ? []
        : [`opens ${asked.href}`];
    case 'openFile':
      return isInside(asked.path) ? [] : [`opens the file ${asked.path}`];
    case 'copyCode':
    case 'insertCode':
    case 'applyCode':
      return asked.path === undefined || isInside(asked.path) ? [] : [`applies to ${asked.path}`];
    case 'problem':
      return [`problem: ${asked.text}`];
    case 'regenerate':
    case 'fork':
    case 'copyAnswer':
    case 'draft':
      return [];
    default:
      return [`asks for ${asked.type}`];
  }
}

/** Relative, without a way out; the extension looks once more. */
const isInside = (path: string): boolean =>
  !/^[\\/~]|^[a-z]\w*:|\0/i.test(path) && !path.split(/[\\/]/).includes('..');

/** Cut in places that fall into the middle of everything, and whole, as after a restart. */
const forms = (texts: readonly string[]): readonly (readonly HostMessage[])[] => [
  [
    stateMessage(),
    ...texts.flatMap((text, n) => streamed(text, text.length > 10_000 ? 65_536 : 97, `a${n}`)),
  ],
  [stateMessage({ items: [said('x'), ...texts.map((text, n) => answer(text, { id: `a${n}` }))] })],
];

type Answers = readonly (readonly [name: string, text: string])[];

/** In groups that are shown together: most of the time goes into waiting until a page has settled. */
const inGroups = (answers: Answers, size: number): readonly Answers[] =>
  Array.from({ length: Math.ceil(answers.length / size) }, (_, n) => answers.slice(n * size, (n + 1) * size));

const namesOf = (answers: Answers): string => answers.map(([name]) => name).join(' | ');
const textsOf = (answers: Answers): readonly string[] => answers.map(([, text]) => text);

async function show(page: ChatPage, messages: readonly HostMessage[]): Promise<Observed> {
  return v.parse(observed, await page.call(showAndUse, messages));
}

const withoutPolicy = (html: string): string => html.replace(/<meta http-equiv=[^>]*>/, '');

describe('hostile answers in the page', () => {
  let browser: Browser;
  let page: ChatPage | undefined;
  let shown = 0;
  let longest = { ms: 0, name: '' };
  before(async () => {
    browser = await pageBrowser();
  });
  after(() => {
    console.log(
      `${shown} answers shown; the page was busy for ${Math.round(longest.ms)} ms at most (${longest.name.slice(0, 80)})`,
    );
  });

  /** Opens a page for the tests of one block. */
  function pageFor(options: ChatPageOptions): () => ChatPage {
    before(async () => {
      page = await ChatPage.open(browser, options);
    });
    after(async () => {
      await page?.close();
    });
    return () => {
      if (!page) throw new Error('The page is open in tests only.');
      return page;
    };
  }

  /** A test for each group: streamed, and whole if asked for. */
  function harmless(answers: Answers, groupSize: number, policyHolds: boolean, chat: () => ChatPage): void {
    for (const [number, group] of inGroups(answers, groupSize).entries()) {
      const title = group.length === 1 ? namesOf(group) : `group ${number + 1}, from ${group[0]?.[0] ?? ''}`;
      it(`${JSON.stringify(title)} does nothing but be read`, async () => {
        const bad: string[] = [];
        for (const messages of forms(textsOf(group))) {
          const seen = await show(chat(), messages);
          shown += group.length;
          if (seen.longest > longest.ms) longest = { ms: seen.longest, name: namesOf(group) };
          bad.push(...misdeeds(chat(), seen, policyHolds));
        }
        assert.deepEqual(bad, [], namesOf(group));
      });
    }
  }

  it('are at least 200, all different', () => {
    assert.ok(new Set([...short, ...long].map(([, text]) => text)).size >= 200);
  });

  describe('as the extension shows them', () => {
    const chat = pageFor({});
    harmless(short, 20, true, chat);
  });

  describe('long and deep', () => {
    const chat = pageFor({});
    harmless(long, 1, true, chat);
  });

  describe('without the policy: nothing becomes markup in the first place', () => {
    const chat = pageFor({ html: withoutPolicy });
    harmless(short.slice(0, markup.length), 20, false, chat);
  });

  describe('with neither', () => {
    const chat = pageFor({ script: textBecomesMarkup, html: withoutPolicy });
    it('they run, load and are noticed: this check can fail', async () => {
      const found = { ran: 0, left: 0, made: 0 };
      for (const group of inGroups(short.slice(0, 40), 5)) {
        const seen = await show(chat(), forms(textsOf(group))[0] ?? []);
        for (const misdeed of misdeeds(chat(), seen, false)) {
          if (misdeed.startsWith('ran canary')) found.ran += 1;
          if (misdeed.startsWith('left the page')) found.left += 1;
          if (misdeed.startsWith('made ')) found.made += 1;
        }
      }
      assert.ok(found.ran > 10 && found.left > 10 && found.made > 10, JSON.stringify(found));
    });
  });

  describe('in every other place where text from outside stands', () => {
    const chat = pageFor({});
    it('they do nothing either', async () => {
      for (const [name] of short.slice(0, markup.length).filter((_, n) => n % 5 === 0)) {
        const seen = await show(chat(), everywhereElse(name));
        assert.deepEqual(misdeeds(chat(), seen, true), [], name);
      }
    });
  });
});

/** A text in the title, the messages, the notices, the queue, the context, the errors and the lists. */
const everywhereElse = (name: string): HostMessage[] => [
  stateMessage({
    conversation: { id: 'c1', title: name },
    items: [
      said(name, { context: [{ kind: 'file', label: name, detail: name }] }),
      { kind: 'notice', id: 'n1', at: 1, level: 'warning', text: name, actions: ['showLog'] },
      answer('x', {
        parts: [{ text: 'x' }, { text: 'y', instruction: name }],
        status: 'failed',
        model: name,
        numbers: { endReason: name },
        error: { message: name, advice: name, actions: [] },
      }),
    ],
    queue: [{ id: 'q1', text: name }],
    context: {
      chips: [
        { id: 'k', kind: 'file', label: name, detail: name, automatic: false, state: 'blocked', why: name },
      ],
      usedTokens: 1,
      budgetTokens: 2,
    },
    endpoint: { name, level: 'bad', word: name, detail: name, actions: [] },
    suggestions: [{ label: name, prompt: name, send: false }],
    draft: name,
  }),
  { type: 'title', conversation: 'c1', title: name },
  {
    type: 'conversations',
    current: 'c1',
    conversations: [{ id: 'c1', title: name, updatedAt: 0, messages: 1, busy: false, excerpt: name }],
  },
  { type: 'block', answer: 'a1', part: 0, block: 0, state: 'failed', text: name },
];
