/** How long a sale takes to write, three rows each on disk, beside a million payments. */
import { sell } from '../sqlite/kit/sales.ts';
import { head, line } from './kit/timing.ts';
import { days, overTwoYears, today } from './kit/two-years.ts';

overTwoYears((journal) => {
  const { to: at } = days.rangeOf(today);
  let sales = journal.paymentCount();
  head();
  line('a sale', () => {
    sales += 1;
    sell(journal, `W1-${sales}`, at + sales * 60_000, { orderReference: `Table ${sales % 40}` });
  });
});
