export const TONES = ['paid', 'failed', 'attention'] as const;
export type Tone = (typeof TONES)[number];

export interface Note {
  readonly hertz: number;
  /** Seconds from the start of the tone. */
  readonly from: number;
  readonly to: number;
  /** Relative to the loudest note; simultaneous notes add up to at most 1. */
  readonly strength: number;
}

/**
 * The tones differ in rhythm alone, for people who hear no pitch or a cheap loudspeaker: paid is two short
 * notes, not paid is one long chord, attention is three equal knocks. A rising fourth sounds finished, a
 * minor third sounds failed.
 */
export const SCORES: Readonly<Record<Tone, readonly Note[]>> = {
  paid: [
    { hertz: 784, from: 0, to: 0.15, strength: 0.9 },
    { hertz: 1047, from: 0.15, to: 0.55, strength: 0.65 },
    { hertz: 1319, from: 0.15, to: 0.55, strength: 0.35 },
  ],
  failed: [
    { hertz: 392, from: 0, to: 0.6, strength: 0.55 },
    { hertz: 466, from: 0, to: 0.6, strength: 0.45 },
  ],
  attention: [
    { hertz: 880, from: 0, to: 0.16, strength: 1 },
    { hertz: 880, from: 0.22, to: 0.38, strength: 1 },
    { hertz: 880, from: 0.44, to: 0.6, strength: 1 },
  ],
};

/** Overtones of a struck bar, each fading from the first: a pure sine gets lost in a noisy shop. */
export const OVERTONES = [1, 0.35, 0.12, 0.05] as const;

const LOUDEST = 0.5;

/** Peak of the wave for a volume in per cent. The ear hears half as loud at about a quarter of the amplitude. */
export const amplitudeAt = (volume: number): number => LOUDEST * (volume / 100) ** 2;
