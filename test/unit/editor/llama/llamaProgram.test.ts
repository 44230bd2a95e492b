import assert from 'node:assert/strict';
import { findLlama, llamaArguments } from '../../../../src/editor/llama/llamaProgram';

describe('findLlama', () => {
  const table: [
    name: string,
    environment: Record<string, string>,
    platform: NodeJS.Platform,
    there: string[],
    file: string | undefined,
  ][] = [
    ['the server', { PATH: '/a:/b' }, 'linux', ['/b/llama-server'], '/b/llama-server'],
    [
      'the server before the tool',
      { PATH: '/a:/b' },
      'darwin',
      ['/a/llama', '/b/llama-server'],
      '/b/llama-server',
    ],
    ['the tool', { PATH: '/a:/b' }, 'darwin', ['/a/llama'], '/a/llama'],
    ['nothing', { PATH: '/a' }, 'linux', [], undefined],
    ['nothing without a PATH', {}, 'linux', ['/llama-server'], undefined],
    [
      'nothing in a folder that depends on where one is',
      { PATH: '.:bin' },
      'linux',
      ['bin/llama-server', 'llama-server'],
      undefined,
    ],
    [
      'the one of Windows',
      { Path: 'C:\\a;C:\\b' },
      'win32',
      ['C:\\b\\llama-server.exe'],
      'C:\\b\\llama-server.exe',
    ],
  ];
  for (const [name, environment, platform, there, file] of table)
    it(`finds ${name}`, () =>
      assert.equal(findLlama(environment, platform, each => there.includes(each))?.file, file));

  it('says what the tool is told before all options', () => {
    const tool = findLlama({ PATH: '/a' }, 'linux', each => each === '/a/llama');
    assert.ok(tool);
    const args = llamaArguments(tool, 'owner/model', 8012);
    assert.equal(args[0], 'serve');
    assert.match(args.join(' '), /-hf owner\/model --host 127\.0\.0\.1 --port 8012/);
  });
});
