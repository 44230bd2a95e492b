import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { serverTitles } from '../../../../src/common/upstreamNames';
import { presets } from '../../../../src/editor/connect/presets';
import { recommended, sizeInWords } from '../../../../src/editor/connect/recommended';
import { servers } from '../../../../src/engines/upstream/probe/servers';
import { localAddress, localServerNames, localServers } from '../../../../src/editor/finding/localServers';

/** The rows of the tables of a page, cell by cell. */
function rowsOf(file: string): readonly (readonly string[])[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

describe('docs/finding.md', () => {
  const rows = rowsOf('docs/finding.md');

  for (const server of localServerNames) {
    it(`says of ${serverTitles[server]} what is done`, () => {
      const { ports, paths } = localServers[server];
      const row = rows.find(([title]) => title === serverTitles[server]);
      const [first, ...others] = paths.map(path => `\`${path}\``);
      assert.deepEqual(row?.slice(1, 4), [ports.join(', '), first, others.join(', ')]);
    });
  }

  for (const { title, ollama, llama, license, memoryGib } of recommended) {
    it(`says of ${title} what is offered`, () => {
      assert.deepEqual(
        rows.find(([name]) => name === title),
        [
          title,
          `\`${ollama.tag}\``,
          sizeInWords(ollama.bytes),
          `\`${llama.repository}\``,
          sizeInWords(llama.bytes),
          license,
          `${memoryGib} GiB`,
        ],
      );
    });
  }
});

describe('The names of servers on this machine', () => {
  it('are the same in the list to connect from, in what a gateway says and in the documentation', () => {
    const overview = readFileSync('docs/upstreams/README.md', 'utf8');
    const wizard = readFileSync('docs/endpoints.md', 'utf8');
    for (const server of localServerNames) {
      const title = serverTitles[server];
      assert.equal(servers[server].title, title);
      assert.ok(overview.includes(`[${title}]`), `docs/upstreams does not name ${title}`);
      assert.ok(wizard.includes(title), `docs/endpoints.md does not name ${title}`);
    }
  });

  it('belong to the addresses at which they are found', () => {
    for (const server of localServerNames) {
      const preset = presets.find(({ name }) => name === serverTitles[server]);
      assert.equal(preset?.url, localAddress(server, '127.0.0.1', localServers[server].ports[0]));
    }
  });
});
