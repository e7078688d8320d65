/** The words of the overview. */
import type { OverviewView } from '#contract';
import { nameWords, perLanguage, text } from '#contract';

const percent = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
);

/** '94%' for 0.94. */
export const percentWords = (share: number): string => percent().format(share);

/** A cashier's name; null if nobody was signed in. */
export const cashierName = (name: string | null): string =>
  name === null ? text('report.cashier.nobody') : nameWords(name);

const ENDS = ['paid', 'expired', 'cancelled', 'failed'] as const;

export interface EndLine {
  readonly end: (typeof ENDS)[number] | 'open';
  readonly count: number;
  /** The share of all charges that were started. */
  readonly share: number;
}

/** How charges have ended; those still 'open' have not. */
export const endsOf = ({ ends }: OverviewView): readonly EndLine[] => {
  const { started, ...counts } = ends;
  const line = (end: EndLine['end'], count: number): EndLine => ({
    end,
    count,
    share: started > 0 ? count / started : 0,
  });
  const ended = ENDS.reduce((sum, end) => sum + counts[end], 0);
  return [...ENDS.map((end) => line(end, counts[end])), line('open', Math.max(0, started - ended))];
};
