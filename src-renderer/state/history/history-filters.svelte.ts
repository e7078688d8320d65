import type { HistoryInput } from '#contract';
import { readAmount } from '#contract';

export type HistoryFilterName = HistoryInput['filter'];

/** Null for no amount, and for a text that is no amount; the field then says so. */
const amountIn = (typed: string, currency: string): number | null => {
  const read = readAmount(typed, currency);
  return read.ok ? read.amount : null;
};

/** Every row matches. */
export const NO_FILTERS: Omit<HistoryInput, 'text' | 'after'> = {
  filter: 'all',
  cashier: null,
  from: null,
  to: null,
  least: null,
  most: null,
};

/** The filters of the history, as typed and chosen. */
export class HistoryFilters {
  /** Of the amounts. */
  readonly currency: string;
  filter = $state<HistoryFilterName>('all');
  /** A person's id; '' for everybody. */
  cashier = $state('');
  /** Business dates, as a date field holds them. */
  from = $state('');
  to = $state('');
  least = $state('');
  most = $state('');

  constructor(currency: string) {
    this.currency = currency;
  }

  /** How many filters are set that are not always visible. */
  get hidden(): number {
    return [this.cashier, this.from, this.to, this.least, this.most].filter((value) => value !== '').length;
  }

  get input(): Omit<HistoryInput, 'text' | 'after'> {
    return {
      filter: this.filter,
      cashier: this.cashier || null,
      from: this.from || null,
      to: this.to || null,
      least: amountIn(this.least, this.currency),
      most: amountIn(this.most, this.currency),
    };
  }

  clear(): void {
    this.filter = 'all';
    this.cashier = '';
    this.from = '';
    this.to = '';
    this.least = '';
    this.most = '';
  }
}
