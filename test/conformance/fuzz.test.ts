import assert from 'node:assert/strict';
import { attack } from '../support/fuzz/assault';
import { Bystander } from '../support/fuzz/bystander';
import { Dribblers } from '../support/fuzz/dribblers';
import { residentSize } from '../support/fuzz/residentSize';
import { startReplayGateway } from '../support/gateway/gatewayProcess';

const answer = 'Still here, and every word of it.';

/** A part of `npm run fuzz`, which sends ten times as much. */
describe('gateway under attack', function () {
  this.timeout(240_000);

  it('survives 20,000 hostile frames and requests, and nobody beside them notices', async () => {
    const gateway = await startReplayGateway([{ answer }], ['--max-lanes', '4']);
    try {
      const bystander = await Bystander.start(gateway, answer);
      const before = await residentSize(gateway);
      const dribblers = new Dribblers(gateway, 150);
      const { total, faults } = await attack(gateway, 'conformance', {
        frames: 15_000,
        wires: 2_500,
        requests: 2_500,
      });
      const after = await residentSize(gateway);
      dribblers.stop();
      await bystander.stop();
      assert.equal(total, 20_000);
      assert.deepEqual(faults, []);
      assert.deepEqual(bystander.faults, []);
      assert.ok(bystander.turns.length > 10, `${bystander.turns.length} turns beside it`);
      assert.ok(after - before < 300e6, `grew by ${Math.round((after - before) / 1e6)} MB`);
      assert.equal(gateway.process.child.exitCode, null, gateway.process.errors.slice(-2000));
      assert.doesNotMatch(gateway.process.errors, /Z error /, 'nothing of this is a fault of the gateway');
    } finally {
      await gateway.dispose();
    }
  });
});
