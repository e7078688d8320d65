import type { Tone } from './tone-after.ts';

interface Beep {
  readonly hertz: number;
  /** Seconds from the start of the tone. */
  readonly from: number;
  readonly to: number;
}

const TONES: Readonly<Record<Tone, readonly Beep[]>> = {
  paid: [
    { hertz: 1047, from: 0, to: 0.11 },
    { hertz: 1397, from: 0.16, to: 0.3 },
  ],
  failed: [{ hertz: 311, from: 0, to: 0.6 }],
  attention: [
    { hertz: 784, from: 0, to: 0.12 },
    { hertz: 784, from: 0.2, to: 0.32 },
    { hertz: 784, from: 0.4, to: 0.52 },
  ],
};

const MUTED = 'countertop.muted';
const LOUDNESS = 0.25;
/** Seconds. Without a ramp a tone starts and ends with a click. */
const RAMP = 0.012;

/** The till's three tones. Whether they are muted is remembered on this machine. */
export class Sound {
  #context: AudioContext | null = null;
  /** Beeps that are due or to be heard now. */
  #beeping = 0;
  #muted = $state(localStorage.getItem(MUTED) === 'yes');

  get muted(): boolean {
    return this.#muted;
  }

  toggle(): void {
    this.#muted = !this.#muted;
    localStorage.setItem(MUTED, this.#muted ? 'yes' : 'no');
  }

  play(tone: Tone): void {
    if (this.#muted) return;
    this.#context ??= new AudioContext();
    void this.#context.resume();
    for (const beep of TONES[tone]) this.#beep(this.#context, beep);
  }

  #beep(context: AudioContext, { hertz, from, to }: Beep): void {
    const start = context.currentTime + from;
    const end = context.currentTime + to;
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + RAMP);
    gain.gain.setValueAtTime(LOUDNESS, end - RAMP);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(context.destination);
    oscillator.addEventListener('ended', () => this.#beepEnded(context));
    this.#beeping += 1;
    oscillator.start(start);
    oscillator.stop(end);
  }

  /** While it runs, even in silence, a context keeps a process and a thread busy for as long as the till is open. */
  #beepEnded(context: AudioContext): void {
    this.#beeping -= 1;
    if (this.#beeping === 0) void context.suspend();
  }
}
