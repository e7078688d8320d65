/** Runs the office until SIGINT or SIGTERM. docs/office.md lists its environment variables. */
import { startOffice } from '../../src-office/main.ts';
import { isInTheClear, readEnvironment } from '../../src-office/read-environment.ts';

const settings = readEnvironment(process.env);
const office = await startOffice(settings, (error) => console.error(error));
console.log(`Countertop Office at ${office.url}`);
if (isInTheClear(settings))
  console.log(
    'Other computers reach it without TLS: passwords would be sent in the clear. docs/office.md, TLS.',
  );
if (office.ownerCode !== undefined) {
  console.log(`Open it in a browser; this code makes the owner's account, once: ${office.ownerCode}`);
}
console.log('Stop it with Ctrl+C.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void office.close());
}
