/** The gateway of a storm, in a process of its own that ends with the one that forked it. */
import process from 'node:process';
import { startSimulator } from '#simulator/simulator.ts';

const [siteId = '', apiKey = '', storeFile = ''] = process.argv.slice(2);
const simulator = await startSimulator({ siteId, apiKey, storeFile, amountEndings: false });
let done = Promise.resolve();

process.on('message', (network: 'up' | 'down') => {
  done = done
    .then(() => simulator.setNetwork(network))
    .then(() => {
      process.send?.(network);
    });
});
process.once('disconnect', () => process.exit());
process.send?.(simulator.url);
