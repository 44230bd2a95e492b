import assert from 'node:assert/strict';
import { firstQuestion, measuringFailed, proposalOf } from '../../../../src/editor/connect/firstQuestion';
import { hasChosen } from '../../../../src/editor/connect/hasChosen';
import type { EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';
import type { FoundServer } from '../../../../src/editor/finding/findServers';
import { localModel } from '../../../../src/editor/finding/localModel';

const untouched: EndpointSettings = {
  endpoint: 'local',
  model: '',
  headers: {},
  caFile: '',
  endpoints: {},
  features: { inline: '', edit: '', chat: '' },
};

function server(
  models: readonly (readonly [id: string, loaded: boolean])[],
  state: FoundServer['state'] = 'ready',
): FoundServer {
  return {
    server: 'ollama',
    title: 'Ollama',
    address: 'http://127.0.0.1:11434',
    place: '127.0.0.1:11434',
    state,
    models: models.flatMap(([id, loaded]) => localModel(id, { loaded }) ?? []),
  };
}

describe('hasChosen', () => {
  const table: [change: Partial<EndpointSettings>, chosen: boolean][] = [
    [{}, false],
    [{ features: { inline: 'local', edit: '', chat: '' } }, false],
    [{ endpoint: 'wss://host/v1/responses' }, true],
    [{ features: { inline: '', edit: '', chat: 'strong' } }, true],
    [{ endpoints: { mine: { url: 'http://127.0.0.1:8000' } } }, true],
  ];
  for (const [change, chosen] of table)
    it(`${JSON.stringify(change)}: ${chosen}`, () =>
      assert.equal(hasChosen({ ...untouched, ...change }), chosen));
});

describe('proposalOf', () => {
  const table: [name: string, servers: FoundServer[], id: string | undefined][] = [
    ['nothing where nothing runs', [], undefined],
    ['no model that only chats', [server([['llama3.1:8b', true]])], undefined],
    [
      'the best one',
      [
        server([
          ['qwen2.5-coder:7b', false],
          ['starcoder2:3b', false],
        ]),
      ],
      'qwen2.5-coder:7b',
    ],
    [
      'one in memory before a better one on disk',
      [
        server([
          ['qwen2.5-coder:7b', false],
          ['starcoder2:3b', true],
        ]),
      ],
      'starcoder2:3b',
    ],
    [
      'one of another server that is in memory',
      [server([['codestral', false]]), server([['starcoder2:3b', true]])],
      'starcoder2:3b',
    ],
    ['nothing of a server that needs a key', [server([['codestral', true]], 'needs a key')], undefined],
  ];
  for (const [name, servers, id] of table)
    it(`is ${name}`, () => assert.equal(proposalOf(servers)?.model.id, id));
});

describe('measuringFailed', () => {
  it('names the model and says why', () => {
    const proposal = proposalOf([server([['qwen2.5-coder:7b', true]])]);
    assert.ok(proposal);
    const summary = 'The model answered nothing.';
    assert.equal(
      measuringFailed(proposal, { works: false, summary, how: '' }),
      'Codex Spark: qwen2.5-coder:7b on Ollama could not be measured: The model answered nothing.',
    );
  });
});

describe('firstQuestion', () => {
  const loaded = proposalOf([server([['qwen2.5-coder:7b', true]])]);
  const onDisk = proposalOf([server([['qwen2.5-coder:7b', false]])]);
  const test = { works: true, summary: 'First token after 9 ms', how: '', tokensPerSecond: 143.2 };

  const table: [machine: string, tested: boolean, question: string, proposal?: typeof loaded][] = [
    ['this computer', true, 'Codex Spark: qwen2.5-coder:7b on Ollama, 143 tokens/s: use it for suggestions?'],
    [
      'the remote machine box (SSH)',
      true,
      'Codex Spark: qwen2.5-coder:7b on Ollama (on the remote machine box (SSH)), 143 tokens/s: use it for suggestions?',
    ],
    [
      'this computer',
      false,
      'Codex Spark: qwen2.5-coder:7b on Ollama is on this computer, but not in memory. Load it and see how fast it is?',
      onDisk,
    ],
    [
      'this computer',
      false,
      'Codex Spark: qwen2.5-coder:7b on Ollama is on this computer. See how fast it is, or use it for suggestions?',
    ],
  ];
  for (const [machine, tested, question, proposal = loaded] of table)
    it(question, () => {
      assert.ok(proposal);
      assert.equal(firstQuestion(proposal, machine, tested ? test : undefined), question);
    });
});
