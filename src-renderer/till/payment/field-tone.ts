import type { Tone } from '../../parts/signal/tone.ts';
import type { Look } from '../../parts/look.ts';

/** The surface for a payment's look: signal while it waits, amber if it may have taken money. */
export const TONES: Readonly<Record<Look, Tone>> = {
  quiet: 'stopped',
  bad: 'stopped',
  accent: 'signal',
  waiting: 'signal',
  good: 'good',
  caution: 'amber',
};
