import type { ChatState, HostMessage, TranscriptItem } from '../../../src/chat/messages';
import type { ChatPage } from './chatPage';
import { answer, said, stateMessage } from './states';

const items: TranscriptItem[] = [
  said('How does the cart round its sum? Please be short, and show me the place.', {
    context: [
      { kind: 'file', label: 'cart.ts', detail: 'src/cart.ts' },
      { kind: 'problems', label: '2 problems' },
    ],
    branch: { index: 1, count: 2 },
  }),
  answer('', {
    parts: [
      { text: 'The cart adds every line. '.repeat(12) },
      {
        text: [
          '## Rounding',
          'The sum is rounded **once**, in [`total`](src/cart.ts), see [the rules](https://rules.example/money).',
          '- every line is exact\n- the sum is rounded\n  - to cents\n- [x] tested',
          '```ts src/cart.ts\nexport function total(items: readonly Item[]): number {\n  // Rounded once, at the end.\n  const sum = items.reduce((all, item) => all + item.price * item.count, 0);\n  return Math.round(sum * 100) / 100;\n}\n```',
          '| case | sum | rounded |\n|:--|--:|--:|\n| half a cent | 1.005 | 1.01 |\n| none | 2 | 2 |',
          '> Money is counted in cents.',
        ].join('\n\n'),
        instruction: 'Only the rounding, please',
      },
    ],
    numbers: {
      firstTokenMs: 84,
      redirectMs: 61,
      tokensPerSecond: 1_040,
      outputTokens: 412,
      endReason: 'complete',
    },
  }),
  {
    kind: 'notice',
    id: 'n1',
    at: 3,
    level: 'warning',
    text: 'Context was cut: it did not fit.',
    actions: [],
  },
  said('And in one word?', { id: 'u2' }),
  answer('', {
    id: 'a2',
    status: 'failed',
    error: {
      message: 'The server closed the connection.',
      advice: 'Try again; if it happens often, test the connection.',
      actions: ['retry', 'diagnose'],
    },
  }),
  said('Go on', { id: 'u3' }),
  answer('It rounds half up, which', { id: 'a3', status: 'streaming' }),
];

/** What `running` shows. */
const runningState: Partial<ChatState> = {
  conversation: { id: 'c1', title: 'How the cart rounds its sum at the end' },
  items,
  queue: [
    { id: 'q1', text: 'Then write a test for it' },
    { id: 'q2', text: 'And update the documentation of the rounding rules' },
  ],
  context: {
    chips: [
      { id: 'k1', kind: 'file', label: 'cart.ts', automatic: true, state: 'ready', tokens: 812 },
      { id: 'k2', kind: 'selection', label: 'invoice.ts:12-48', automatic: false, state: 'cut' },
      { id: 'k3', kind: 'file', label: '.env', automatic: false, state: 'blocked', why: 'It holds secrets.' },
    ],
    usedTokens: 21_000,
    budgetTokens: 32_000,
  },
  endpoint: { name: 'gpt-5.3-codex-spark', level: 'good', word: 'connected', actions: [] },
  draft: 'Shorter, and',
};

/** Everything at once: a redirected answer, a notice, an error, a running answer, a queue, context of every kind. */
export const running: HostMessage = stateMessage(runningState);

/** Nothing said yet, and an endpoint that needs a key. */
export const emptyWithoutKey: HostMessage = stateMessage({
  suggestions: [
    { label: 'Explain this file', prompt: 'x', send: true },
    { label: 'What can be simpler here?', prompt: 'x', send: true },
    { label: 'Write tests for the selection', prompt: 'x', send: false },
  ],
  endpoint: {
    ...{ name: 'spark-model', level: 'bad', word: 'no key', actions: ['setKey', 'openSettings'] },
    detail: 'The endpoint needs a key.',
  },
});

const conversations = [
  { id: 'c1', title: 'How the cart rounds its sum at the end', updatedAt: 0, messages: 6, busy: true },
  { id: 'c2', title: 'A second one', updatedAt: 0, messages: 1, busy: false, excerpt: 'about the cart' },
  { id: 'c3', title: 'كيف يقرب المجموع؟', updatedAt: 0, messages: 2, busy: false },
];

/** Text from right to left, with code and a list in it. */
const fromTheRight = [
  'يُقرَّب المجموع **مرة واحدة** في `total()`، انظر [القواعد](https://rules.example/money).',
  '- كل سطر دقيق\n- المجموع مقرَّب',
  '> تُحسب النقود بالقروش.',
  '| الحالة | المجموع |\n|:--|--:|\n| نصف قرش | 1.005 |',
  '```ts src/cart.ts\nconst sum = total(items); // المجموع\nمجموع = sum + 1;\n```',
  'In English again.',
].join('\n\n');

/** A state of the page that looks and reads in its own way. */
export interface Scene {
  readonly messages: readonly HostMessage[];
  /** What the user does then. */
  readonly then?: (chat: ChatPage) => Promise<void>;
}

/** The states of the page, by name. Each shows the whole page anew. */
export const scenes: Readonly<Record<string, Scene>> = {
  empty: { messages: [emptyWithoutKey] },
  streaming: {
    messages: [
      stateMessage({ items: [said('Go on')] }),
      { type: 'item', item: answer('', { status: 'waiting' }) },
      { type: 'delta', answer: 'a1', part: 0, at: 0, text: 'It rounds half up, which' },
    ],
  },
  code: {
    messages: [
      stateMessage({
        items: [
          said('How does it round?'),
          answer(
            [
              '## Rounding',
              'The sum is rounded in [`total`](src/cart.ts), see [the rules](https://rules.example/money).',
              'It was `sumOfEverythingThatIsInTheCartRoundedToTheNearestCentOnceAndAtTheEnd` before.',
              '```ts src/cart.ts\n// Rounded once, at the end.\nexport const total = (items: Item[]): number => round(sum(items), 2, "half up");\n```',
              '```diff\n-const a = 1;\n+const a = 2;\n```',
              '| case | sum |\n|:--|--:|\n| half a cent | 1.005 |',
            ].join('\n\n'),
          ),
        ],
      }),
      { type: 'block', answer: 'a1', part: 0, block: 0, state: 'done', text: 'Applied to src/cart.ts.' },
      { type: 'block', answer: 'a1', part: 0, block: 1, state: 'failed', text: 'Found no place for it.' },
    ],
  },
  error: {
    messages: [
      stateMessage({
        items: [said('Go on'), answer('It rounds', { status: 'streaming' })],
        endpoint: {
          ...{ name: 'spark-model', level: 'bad', word: 'no connection', actions: ['reconnect', 'diagnose'] },
          detail: 'The server closed the connection.',
        },
      }),
      {
        ...{ type: 'ended', answer: 'a1', status: 'failed' },
        error: {
          message: 'The server closed the connection.',
          advice: 'Try again; if it happens often, test the connection.',
          actions: ['retry', 'diagnose'],
        },
      },
    ],
  },
  notice: {
    messages: [
      stateMessage({
        items: (['info', 'warning', 'error'] as const).map(level => ({
          ...{ kind: 'notice', id: level, at: 0, level, text: `Something of the kind ${level}.` },
          actions: level === 'error' ? ['showLog'] : [],
        })),
      }),
    ],
  },
  queue: { messages: [running] },
  redirect: {
    messages: [
      stateMessage({
        items: [said('Explain it'), answer('The cart adds every line. '.repeat(12), { status: 'streaming' })],
      }),
      {
        ...{ type: 'redirected', answer: 'a1', part: 1, instruction: 'Only the rounding', live: false },
        context: [{ kind: 'file', label: 'cart.ts' }],
      },
      { type: 'delta', answer: 'a1', part: 1, at: 0, text: 'It rounds once.' },
    ],
    then: async ({ page }) => await page.locator('.earlier summary').click(),
  },
  history: {
    messages: [running],
    then: async chat => {
      await chat.forget();
      await chat.page.getByRole('button', { name: 'Conversations' }).click();
      const { request } = await chat.posts('listConversations');
      await chat.post({ type: 'conversations', request, current: 'c1', conversations });
    },
  },
  mentions: {
    messages: [stateMessage()],
    then: async chat => {
      await chat.page.getByRole('combobox', { name: 'Message' }).fill('@car');
      const { request } = await chat.posts('mention');
      const items = ['cart.ts', 'card.ts'].map(label => ({
        ...{ id: label, kind: 'file' as const, label, detail: `src/${label}` },
      }));
      await chat.post({ type: 'mentions', request, items });
    },
  },
  fromTheRight: {
    messages: [
      stateMessage({
        conversation: { id: 'c1', title: 'كيف يقرب المجموع؟' },
        items: [said('كيف يُقرَّب المجموع؟'), answer(fromTheRight)],
        queue: [{ id: 'q1', text: 'ثم اكتب اختبارًا' }],
        draft: 'أقصر، من فضلك',
      }),
    ],
  },
};

/** Shows a state, after everything of the one before is gone. */
export async function showScene(chat: ChatPage, { messages, then }: Scene): Promise<void> {
  const list = chat.page.getByRole('dialog', { name: 'Conversations' });
  if (await list.isVisible()) await chat.page.getByRole('button', { name: 'Conversations' }).click();
  await chat.show({ conversation: { id: 'before', title: 'Before' } });
  for (const message of messages) await chat.post(message);
  await chat.settled();
  await then?.(chat);
  await chat.settled();
}
