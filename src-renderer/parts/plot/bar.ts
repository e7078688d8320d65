/** One bar of a plot. */
export interface Bar {
  /** Under it, such as '14' or 'Mon'. */
  readonly label: string;
  readonly value: number;
  /** A tick at this height: what it is compared with. Null for none. */
  readonly before: number | null;
  /** Bars to come show only what they are compared with. */
  readonly time: 'past' | 'now' | 'ahead';
}

/** So many labels fit under the bars of a field. */
const MOST_LABELS = 12;

/** The labels that have room: all, or every second, third and so on. */
export const shownLabels = (bars: readonly Bar[]): readonly string[] => {
  const step = Math.ceil(bars.length / MOST_LABELS);
  return bars.map(({ label }, index) => (index % step === 0 ? label : ''));
};
