import type { SoundOutput } from '#contract';
import { speakerNamed } from './speakers.ts';
import type { Note, Tone } from './tones.ts';
import { amplitudeAt, OVERTONES, SCORES } from './tones.ts';

/** In seconds. Without a ramp, a note starts and ends with a click. */
const ATTACK = 0.012;
/** A note's strength when it ends, as a share of its start. */
const FADED = 0.02;

/** Plays the three tones on one loudspeaker. */
export class Sound {
  readonly #output: () => SoundOutput;
  #context: AudioContext | null = null;
  #isUsualSpeaker = true;
  /** Notes that are sounding or still to come. */
  #sounding = 0;

  /** @param output how tones are to be heard; read before each tone */
  constructor(output: () => SoundOutput) {
    this.#output = output;
  }

  play(tone: Tone): void {
    const { muted, volume, speaker } = this.#output();
    if (muted) return;
    const context = (this.#context ??= new AudioContext());
    const strike = (): void => {
      void context.resume();
      for (const note of SCORES[tone]) this.#strike(context, note, amplitudeAt(volume));
    };
    if (speaker === '' && this.#isUsualSpeaker) strike();
    else void this.#turnTo(context, speaker).then(strike);
  }

  /**
   * Switches to another loudspeaker. If it is missing, the tone comes from the usual one: it must be heard.
   */
  async #turnTo(context: AudioContext, speaker: string): Promise<void> {
    const id = await speakerNamed(speaker);
    await context.setSinkId(id).catch(() => undefined);
    this.#isUsualSpeaker = id === '';
  }

  #strike(context: AudioContext, { hertz, from, to, strength }: Note, loudest: number): void {
    const start = context.currentTime + from;
    const end = context.currentTime + to;
    const wave = new PeriodicWave(context, { imag: [0, ...OVERTONES] });
    const oscillator = new OscillatorNode(context, { frequency: hertz, periodicWave: wave });
    const gain = new GainNode(context, { gain: 0 });
    const peak = strength * loudest;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(peak, start + ATTACK);
    gain.gain.exponentialRampToValueAtTime(peak * FADED, end - ATTACK);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(context.destination);
    oscillator.addEventListener('ended', () => this.#ended(context));
    this.#sounding += 1;
    oscillator.start(start);
    oscillator.stop(end);
  }

  /** A running context, even a silent one, keeps a process and a thread busy for as long as the till is open. */
  #ended(context: AudioContext): void {
    this.#sounding -= 1;
    if (this.#sounding === 0) void context.suspend();
  }
}
