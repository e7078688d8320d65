/** A running sum on the keypad, as on an adding machine: '36.50 × 2 + 55.00'. */
import type { Hundredths } from '#domain/money.ts';
import { MAX_HUNDREDTHS } from '#domain/money.ts';
import type { AmountFault } from './amount-fault.ts';
import type { KeyedAmount } from './keyed-amount.ts';
import { erased, keyedAmount, NOTHING_KEYED, withKey } from './keyed-amount.ts';

/** One line of the sum. */
export interface TapeLine {
  readonly operator: '+' | '−';
  readonly keyed: KeyedAmount;
  /** Digits typed after ×; null before it is pressed. */
  readonly times: string | null;
}

/** Never empty; the last line is being typed. */
export type Tape = readonly TapeLine[];

/** Why a key cannot be added. */
export type TapeFault = AmountFault | 'times-not-whole' | 'times-too-long';

export type TapeOperator = TapeLine['operator'] | '×';

const line = (operator: TapeLine['operator'], keyed = NOTHING_KEYED): TapeLine => ({
  operator,
  keyed,
  times: null,
});

export const EMPTY_TAPE: Tape = [line('+')];

export const tapeOf = (keyed: KeyedAmount): Tape => [line('+', keyed)];

const lastOf = (tape: Tape): TapeLine => tape.at(-1) ?? line('+');

const withLast = (tape: Tape, last: TapeLine): Tape => [...tape.slice(0, -1), last];

/** What is being typed. */
export const keyedOn = (tape: Tape): KeyedAmount => lastOf(tape).keyed;

const isKeyed = ({ keyed }: TapeLine): boolean => keyed.digits !== '' || keyed.decimals !== null;

/** One line's part of the sum, without its sign. */
export const lineAmount = ({ keyed, times }: TapeLine, currency: string): Hundredths =>
  keyedAmount(keyed, currency) * (times === null || times === '' ? 1 : Number(times));

/** The sum; below zero if more is subtracted than added. */
export const tapeAmount = (tape: Tape, currency: string): Hundredths =>
  tape.reduce((sum, one) => sum + (one.operator === '+' ? 1 : -1) * lineAmount(one, currency), 0);

const MAX_TIMES_DIGITS = 3;

const withTimes = (last: TapeLine, times: string, key: string): TapeLine | TapeFault => {
  if (key === '.') return 'times-not-whole';
  const typed = (times + key).replace(/^0+/, '');
  return typed.length > MAX_TIMES_DIGITS ? 'times-too-long' : { ...last, times: typed };
};

const withDigits = (last: TapeLine, key: string, currency: string): TapeLine | TapeFault => {
  if (last.times !== null) return withTimes(last, last.times, key);
  const keyed = withKey(last.keyed, key, currency);
  return typeof keyed === 'string' ? keyed : { ...last, keyed };
};

const fits = (tape: Tape, currency: string): boolean =>
  tape.every((one) => lineAmount(one, currency) <= MAX_HUNDREDTHS) &&
  Math.abs(tapeAmount(tape, currency)) <= MAX_HUNDREDTHS;

/**
 * An operator ends the line. On a line without an amount it replaces the line's operator, except ×, which is ignored
 * there. A leading minus is refused, as in every money field.
 */
const withOperator = (tape: Tape, operator: TapeOperator): Tape | TapeFault => {
  const last = lastOf(tape);
  if (operator === '−' && tape.length === 1 && !isKeyed(last)) return 'amount-malformed';
  if (operator === '×')
    return isKeyed(last) && last.times === null ? withLast(tape, { ...last, times: '' }) : tape;
  if (isKeyed(last))
    return [...withLast(tape, { ...last, times: last.times === '' ? null : last.times }), line(operator)];
  return tape.length === 1 ? tape : withLast(tape, line(operator));
};

export const isTapeOperator = (key: string): key is TapeOperator => ['+', '−', '×'].includes(key);

/** The tape after one more key: '0'…'9', '00', '.', '+', '−' or '×'. If the key does not fit, why not. */
export const withTapeKey = (tape: Tape, key: string, currency: string): Tape | TapeFault => {
  if (isTapeOperator(key)) return withOperator(tape, key);
  const last = withDigits(lastOf(tape), key, currency);
  if (typeof last === 'string') return last;
  const after = withLast(tape, last);
  return fits(after, currency) ? after : 'amount-too-long';
};

/** The tape with an amount in place of the one being typed; lines before it stay. */
export const withTapeAmount = (tape: Tape, keyed: KeyedAmount, currency: string): Tape | TapeFault => {
  const after = withLast(tape, { ...lastOf(tape), keyed, times: null });
  return fits(after, currency) ? after : 'amount-too-long';
};

/** The tape without the last key. */
export const tapeErased = (tape: Tape): Tape => {
  const last = lastOf(tape);
  if (last.times !== null) {
    return withLast(tape, { ...last, times: last.times === '' ? null : last.times.slice(0, -1) });
  }
  if (isKeyed(last)) return withLast(tape, { ...last, keyed: erased(last.keyed) });
  return tape.length > 1 ? tape.slice(0, -1) : tape;
};

/** The tape without its last amount: the one being typed or, if none is, the one before. */
export const tapeTakenBack = (tape: Tape): Tape => {
  const before = tape.slice(0, isKeyed(lastOf(tape)) ? -1 : -2);
  return before.length === 0 ? EMPTY_TAPE : [...before, line('+')];
};
