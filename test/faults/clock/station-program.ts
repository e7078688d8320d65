/** A program: a station on the bench with the real clock, which charges the amounts it receives and reports its state. */
import '#words/texts/all-texts.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { readBench } from '#station/start/read-bench.ts';
import { openStation } from '#station/open-station.ts';
import { customerSnapshot, tillView } from '#handlers/views/snapshot.ts';
import { plainStationDeps } from '../../support/plain-ports.ts';

const [, , home = ''] = process.argv;
const choice = readBench(process.env);
if (choice.kind !== 'bench') throw new Error('no bench is named');

const report = (): void => {
  process.send?.({ till: tillView(station), customer: customerSnapshot(station) });
};
const station = await openStation(plainStationDeps(home, report), defaultSettings, choice.bench);
process.on('message', (amount: number) => {
  station.payments.start(amount, '');
});
process.on('disconnect', () => {
  void station.close();
});
report();
