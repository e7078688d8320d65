import { startOffice } from '../src-office/main.ts';
import { readEnvironment } from '../src-office/read-environment.ts';

/** Runs the office until SIGINT or SIGTERM: npm run office. docs/office.md has what its environment may say. */
const office = await startOffice(readEnvironment(process.env), (error) => console.error(error));
console.log(`Countertop Office at ${office.url}`);
console.log('Stop it with Ctrl+C.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void office.close());
}
