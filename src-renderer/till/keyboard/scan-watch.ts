import { isPlainAmount, isScan } from '../../state/scan/is-scan.ts';
import type { KeyRun } from '../../state/scan/key-run.ts';
import { continues, follows, NO_RUN, textOf, withKeyDown, withKeyUp } from '../../state/scan/key-run.ts';
import { characterOf } from './keys.ts';

/** Where a scan types. */
export interface ScanPlace {
  /** The keys that, at the end of a scan, still do there what they always do. */
  readonly lets: readonly ('Enter' | 'Tab')[];
  /** Takes back what the scan has typed. */
  readonly undo: (scanned: string) => void;
}

/** After this long without a key, a scan is over. */
const SILENCE_MS = 250;

/** So few digits may be a person's, who sees them on Charge and presses it. */
const MOST_SEEN = 5;

/** Keys that may come between the characters of a scan. */
const BETWEEN = new Set([
  ...['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock'],
  ...['Dead', 'Process', 'Unidentified'],
]);

const swallow = (event: Event): void => {
  event.preventDefault();
  event.stopPropagation();
};

/** Tells scans from typing before any part of the window gets a key, and lets the end of a scan press nothing. */
export class ScanWatch {
  /** Null where scans are not watched for. */
  readonly #placeOf: (target: EventTarget | null) => ScanPlace | null;
  #run: KeyRun = NO_RUN;
  #place: ScanPlace | null = null;
  /** When the last scan sent its last key. */
  #endedAt = -Infinity;
  /** Undefined once the run has been judged, though more of it may still come. */
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(placeOf: (target: EventTarget | null) => ScanPlace | null) {
    this.#placeOf = placeOf;
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    const character = characterOf(event);
    if (character !== undefined) this.#type(event, character);
    else if (event.key === 'Enter' || event.key === 'Tab') this.#end(event, event.key);
    else if (!BETWEEN.has(event.key)) this.#finish(() => true);
  };

  readonly onkeyup = (event: KeyboardEvent): void => {
    this.#run = withKeyUp(this.#run, event.code, event.timeStamp);
  };

  readonly onclick = (event: MouseEvent): void => {
    const isCharge = event.target instanceof Element && event.target.closest('[data-testid="charge"]');
    if (isCharge && this.#finish(({ length }) => length > MOST_SEEN)) swallow(event);
  };

  #type(event: KeyboardEvent, character: string): void {
    const isFirst = !continues(this.#run, event.timeStamp);
    if (isFirst) {
      this.#finish(() => true);
      this.#place = this.#placeOf(event.target);
    }
    this.#run = withKeyDown(this.#run, { character, code: event.code, downAt: event.timeStamp });
    // The space of a code would press the button that has the focus.
    if (!isFirst && character === ' ' && event.target instanceof HTMLButtonElement) event.preventDefault();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#finish(() => true), SILENCE_MS);
  }

  #end(event: KeyboardEvent, key: 'Enter' | 'Tab'): void {
    const at = event.timeStamp;
    const [run, place] = [this.#run, this.#place];
    // Some scanners end with two keys.
    const isSecond = follows(at, this.#endedAt);
    const isEnd = place !== null && continues(run, at) && isScan(run, at);
    if (isSecond || isEnd) this.#endedAt = at;
    if (isSecond) swallow(event);
    else if (isEnd) {
      if (!place.lets.includes(key)) swallow(event);
      place.undo(textOf(run));
    } else if (this.#finish(() => true) && !place?.lets.includes(key)) {
      // The cashier pressed it before the scan was taken back.
      swallow(event);
    }
    this.#forget();
  }

  /** Takes the run back if it is a scan without an end and `counts`; returns whether it did. */
  #finish(counts: (run: KeyRun) => boolean): boolean {
    const [run, place] = [this.#run, this.#place];
    const isJudged = this.#silence === undefined;
    this.#stopWaiting();
    if (isJudged || !place || !counts(run) || !isScan(run, null) || isPlainAmount(textOf(run))) return false;
    place.undo(textOf(run));
    return true;
  }

  #stopWaiting(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  #forget(): void {
    this.#stopWaiting();
    this.#run = NO_RUN;
    this.#place = null;
  }
}
