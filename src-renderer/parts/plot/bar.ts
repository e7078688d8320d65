/** One bar of a plot. */
export interface Bar {
  /** The label under the bar, such as '14' or 'Mon'. */
  readonly label: string;
  readonly value: number;
  /** The height of a tick that the bar is compared with; null for none. */
  readonly before: number | null;
  /** A bar that is still ahead shows only its tick. */
  readonly time: 'past' | 'now' | 'ahead';
}

/** How many labels fit under the bars of a field. */
const MAX_LABELS = 12;

/** The labels that have room: all of them, or every second, third and so on. */
export const shownLabels = (bars: readonly Bar[]): readonly string[] => {
  const step = Math.ceil(bars.length / MAX_LABELS);
  return bars.map(({ label }, index) => (index % step === 0 ? label : ''));
};
