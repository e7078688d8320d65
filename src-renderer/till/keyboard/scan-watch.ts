import { isPlainAmount, isScan } from '../../state/scan/is-scan.ts';
import type { KeyRun } from '../../state/scan/key-run.ts';
import {
  continues,
  follows,
  MAX_PAUSE_MS,
  NO_RUN,
  textOf,
  withKeyDown,
  withKeyUp,
} from '../../state/scan/key-run.ts';
import { characterOf } from './keys.ts';
import { isTextField } from './text-field.ts';

/** A place that a scan types into. */
export interface ScanPlace {
  /** Keys that keep their usual effect there at the end of a scan. */
  readonly lets: readonly ('Enter' | 'Tab')[];
  /** Input that counts as typed there, however fast it came. */
  readonly spares?: (typed: string) => boolean;
  /** Called once what came has been judged as typed. */
  readonly keep?: () => void;
  /** Removes what the scan typed. */
  readonly undo: (scanned: string) => void;
}

/** The parts of a key event that the watch uses. */
export type WatchedKey = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'repeat'
  | 'ctrlKey'
  | 'altKey'
  | 'metaKey'
  | 'timeStamp'
  | 'target'
  | 'preventDefault'
  | 'stopPropagation'
>;

/** A scan is over after this long without a key. */
const SILENCE_MS = MAX_PAUSE_MS + 20;

/** So few digits may be a person's; the person sees them on Charge before pressing it. */
const MAX_SEEN = 5;

/** Any run that continues a scan belongs to it, such as a short line of a code with several lines. */
const SHORTEST_LINE = 1;

/** Some scanners send the end of a line as Ctrl and the letter of the control character. */
const LINE_ENDS = new Set(['j', 'm']);

/** Keys that may come between the characters of a scan. */
const BETWEEN = new Set([
  ...['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock'],
  ...['Dead', 'Process', 'Unidentified'],
]);

/**
 * With Ctrl, a key types a control character or nothing. With AltGr, which counts as Ctrl and Alt, it types a
 * character of the layout.
 */
const isChord = ({ ctrlKey, altKey, metaKey }: WatchedKey): boolean => (ctrlKey && !altKey) || metaKey;

const endKeyOf = (event: WatchedKey): 'Enter' | 'Tab' | undefined => {
  if (event.key === 'Enter' || event.key === 'Tab') return event.key;
  return isChord(event) && LINE_ENDS.has(event.key.toLowerCase()) ? 'Enter' : undefined;
};

const swallow = (event: Pick<Event, 'preventDefault' | 'stopPropagation'>): void => {
  event.preventDefault();
  event.stopPropagation();
};

/** Tells scans from typing before any part of the window gets a key; the end of a scan presses nothing. */
export class ScanWatch {
  readonly #placeOf: (target: EventTarget | null) => ScanPlace;
  #run: KeyRun = NO_RUN;
  #place: ScanPlace | null = null;
  /** When the last scan sent its last key. */
  #endedAt = -Infinity;
  /** Whether the run continues a scan that has ended. */
  #isGoingOn = false;
  /** Undefined once the run has been judged, though more of it may follow. */
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(placeOf: (target: EventTarget | null) => ScanPlace) {
    this.#placeOf = placeOf;
  }

  readonly onkeydown = (event: WatchedKey): void => {
    if (event.repeat) return;
    const endKey = endKeyOf(event);
    const character = isChord(event) ? undefined : characterOf(event);
    if (endKey) this.#end(event, endKey);
    else if (character !== undefined) this.#type(event, character);
    else if (!isChord(event) && !BETWEEN.has(event.key)) this.#finish(() => true);
  };

  readonly onkeyup = (event: Pick<WatchedKey, 'code' | 'timeStamp'>): void => {
    this.#run = withKeyUp(this.#run, event.code, event.timeStamp);
  };

  readonly onclick = (event: MouseEvent): void => {
    const isCharge = event.target instanceof Element && event.target.closest('[data-testid="charge"]');
    if (isCharge && this.#finish(({ length }) => length > MAX_SEEN)) swallow(event);
  };

  #type(event: WatchedKey, character: string): void {
    const isFirst = !continues(this.#run, event.timeStamp);
    if (isFirst) {
      this.#finish(() => true);
      this.#place = this.#placeOf(event.target);
      this.#isGoingOn = follows(event.timeStamp, this.#endedAt);
    }
    this.#run = withKeyDown(this.#run, { character, code: event.code, downAt: event.timeStamp });
    // A space within a code would press the focused button.
    if (!isFirst && character === ' ' && !isTextField(event.target)) event.preventDefault();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#finish(() => true), SILENCE_MS);
  }

  #end(event: WatchedKey, key: 'Enter' | 'Tab'): void {
    const at = event.timeStamp;
    const [run, place] = [this.#run, this.#place];
    // Some scanners end with two keys.
    const isSecond = run.length === 0 && follows(at, this.#endedAt);
    const isEnd = place !== null && continues(run, at) && this.#isScan(at);
    if (isSecond || isEnd) this.#endedAt = at;
    if (isSecond) swallow(event);
    else if (isEnd) {
      if (!place.lets.includes(key)) swallow(event);
      place.undo(textOf(run));
    } else if (this.#finish(() => true) && !place?.lets.includes(key)) {
      // The cashier pressed the button before the scan was removed.
      swallow(event);
    }
    this.#forget();
  }

  /** Removes the run if it is a scan without an end key and `counts`; returns whether it did. */
  #finish(counts: (run: KeyRun) => boolean): boolean {
    const [run, place] = [this.#run, this.#place];
    const isJudged = this.#silence === undefined;
    this.#stopWaiting();
    if (isJudged || !place) return false;
    const isScanned = counts(run) && this.#isScan(null) && !isPlainAmount(textOf(run));
    if (isScanned) place.undo(textOf(run));
    else place.keep?.();
    return isScanned;
  }

  #isScan(endAt: number | null): boolean {
    const isSpared = this.#place?.spares?.(textOf(this.#run)) === true;
    return !isSpared && isScan(this.#run, endAt, this.#isGoingOn ? SHORTEST_LINE : undefined);
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
