import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chatMessages } from '../../../../../../src/engines/upstream/forms/chat/messages';
import type { ReceivedInputItem } from '../../../../../../src/protocol/clientEvents';

const say = (role: string, ...texts: string[]): ReceivedInputItem => ({
  type: 'message',
  role,
  content: texts.map(text => ({ type: 'input_text', text })),
});
const call = (id: string): ReceivedInputItem => ({
  type: 'function_call',
  call_id: id,
  name: 'f',
  arguments: '{}',
});
const result = (id: string, output: unknown): ReceivedInputItem => ({
  type: 'function_call_output',
  call_id: id,
  output,
});

/** Messages as lines, for reading. */
function lines(instructions: string, input: readonly ReceivedInputItem[]): string[] {
  return chatMessages({ instructions, input }).map(({ role, content, tool_calls, tool_call_id }) =>
    [role, tool_call_id, content ?? '-', tool_calls?.map(({ id }) => `call ${id}`).join(' ')]
      .filter(part => part !== undefined)
      .join(' | '),
  );
}

describe('chatMessages', () => {
  const cases: readonly (readonly [string, string, readonly ReceivedInputItem[], readonly string[]])[] = [
    ['instructions and one message', 'Be brief.', [say('user', 'Hi')], ['system | Be brief.', 'user | Hi']],
    [
      'developer messages at the beginning join the instructions',
      'A',
      [say('developer', 'B', 'C'), say('system', 'D'), say('user', 'Hi')],
      ['system | A\n\nB\n\nC\n\nD', 'user | Hi'],
    ],
    [
      'a developer message further down becomes the user’s',
      '',
      [say('user', 'Hi'), say('developer', 'Now briefly.')],
      ['user | Hi\n\nNow briefly.'],
    ],
    [
      'neighbours of one role become one message',
      '',
      [say('user', 'a'), say('user', 'b'), say('assistant', 'c'), say('user', 'd')],
      ['user | a\n\nb', 'assistant | c', 'user | d'],
    ],
    [
      'calls stand in one message with the text before them, each result in its own',
      '',
      [
        say('user', 'q'),
        say('assistant', 'Looking.'),
        call('1'),
        call('2'),
        result('1', 'one'),
        result('2', 'two'),
      ],
      ['user | q', 'assistant | Looking. | call 1 call 2', 'tool | 1 | one', 'tool | 2 | two'],
    ],
    [
      'calls without text have no content',
      '',
      [
        say('user', 'q'),
        call('1'),
        result('1', [{ type: 'input_text', text: 'x' }, { type: 'input_image' }]),
      ],
      ['user | q', 'assistant | - | call 1', 'tool | 1 | x\n[input_image left out]'],
    ],
    [
      'thoughts and tools of another server are left out',
      '',
      [{ type: 'reasoning', summary: [] }, { type: 'web_search_call' }, say('user', 'q')],
      ['user | q'],
    ],
  ];
  for (const [name, instructions, input, expected] of cases) {
    it(name, () => assert.deepEqual(lines(instructions, input), expected));
  }

  it('keeps images as parts and refuses files', () => {
    const image = { type: 'input_image', image_url: 'data:image/png;base64,AA==' };
    const [message] = chatMessages({
      instructions: '',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'See' }, image] }],
    });
    assert.deepEqual(message?.content, [
      { type: 'text', text: 'See' },
      { type: 'image_url', image_url: { url: image.image_url } },
    ]);
    const file = { role: 'user', content: [{ type: 'input_file', file_id: 'x' }] };
    assert.throws(() => chatMessages({ instructions: '', input: [file] }), /no place for "input_file"/);
  });

  it('has the system first, and user and assistant in turns, whatever comes; a longer conversation only appends', () => {
    const item = fc.oneof(
      fc
        .tuple(fc.constantFrom('user', 'assistant', 'developer', 'system'), fc.string())
        .map(([role, text]) => say(role, text)),
      fc.nat(9).map(id => call(String(id))),
      fc.nat(9).map(id => result(String(id), 'r')),
    );
    fc.assert(
      fc.property(fc.array(item), fc.string(), item, (input, instructions, next) => {
        const messages = chatMessages({ instructions, input });
        messages.forEach((message, at) => {
          if (message.role === 'system') assert.equal(at, 0);
          else if (message.role !== 'tool') assert.notEqual(messages[at - 1]?.role, message.role);
        });
        const flat = (all: typeof messages): string =>
          all
            .map(({ role, content }) => `${role}\u0001${typeof content === 'string' ? content : ''}`)
            .join('\u0002');
        const longer = flat(chatMessages({ instructions, input: [...input, next] }));
        assert.ok(longer.startsWith(flat(messages)));
      }),
    );
  });
});
