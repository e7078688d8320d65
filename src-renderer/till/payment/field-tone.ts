import type { Tone } from '../../parts/signal/tone.ts';
import type { Look } from '../../parts/look.ts';

/** The surface for a payment's look: what waits runs in signal, what may have taken money is amber. */
export const TONES: Readonly<Record<Look, Tone>> = {
  quiet: 'stopped',
  bad: 'stopped',
  accent: 'signal',
  waiting: 'signal',
  good: 'good',
  caution: 'amber',
};
