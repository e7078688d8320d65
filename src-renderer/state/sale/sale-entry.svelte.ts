import type { CallInput, Hundredths, KeyedAmount, Problem, SaleWords, Tape, TillView } from '#contract';
import {
  amountProblem,
  EMPTY_TAPE,
  isTapeOperator,
  keyedFrom,
  keyedOn,
  moneyWords,
  readAmount,
  saleWordsProblem,
  tapeAmount,
  tapeErased,
  tapeOf,
  tapeTakenBack,
  withTapeAmount,
  withTapeKey,
} from '#contract';
import type { PaymentPhase } from './payment-phase.ts';
import type { SaleNotice } from './sale-notice.svelte.ts';

/**
 * Keys pressed while a payment runs are ignored, and so are keys within this time after them: they belong to
 * the same typing.
 */
const STRAY_KEYS_MS = 1000;

const NO_WORDS: SaleWords = { orderReference: '', note: '' };

interface SaleEntryPorts {
  /** Null until the till has started. */
  readonly till: () => TillView | null;
  readonly phase: () => PaymentPhase;
  readonly notice: SaleNotice;
  /** Once a payment has ended, input belongs to the next sale. */
  readonly startNewSale: () => void;
}

/**
 * What is entered before a charge: the running sum, the order reference and the note. Input that cannot be
 * accepted changes nothing and is reported. Nothing is accepted before the till has started, or while a
 * payment runs.
 */
export class SaleEntry {
  readonly #ports: SaleEntryPorts;
  #strayKeyAt = -Infinity;
  #tape = $state.raw<Tape>(EMPTY_TAPE);
  #words = $state.raw<SaleWords>(NO_WORDS);

  constructor(ports: SaleEntryPorts) {
    this.#ports = ports;
  }

  /** What is on the keypad; a sale that an unparked payment interrupted waits there for its end. */
  get tape(): Tape {
    return this.#tape;
  }

  /** The amount being typed. */
  get keyed(): KeyedAmount {
    return keyedOn(this.#tape);
  }

  /** The total of the running sum. */
  get amount(): Hundredths {
    return tapeAmount(this.#tape, this.#currency);
  }

  /** Whether nothing is entered. */
  get isBlank(): boolean {
    const [line, ...more] = this.#tape;
    const isTyped = line !== undefined && (line.keyed.digits !== '' || line.keyed.decimals !== null);
    return !isTyped && more.length === 0 && Object.values(this.#words).every((word) => word === '');
  }

  get words(): SaleWords {
    return this.#words;
  }

  /** What `payments.start` receives. */
  get order(): Pick<CallInput<'payments.start'>, 'amount' | 'orderReference' | 'note'> {
    const { orderReference, note } = this.#words;
    return { amount: this.amount, orderReference, ...(note === '' ? {} : { note }) };
  }

  /**
   * A keypad key: '0'…'9', '00', '.', '+', '−' or '×'. Once a payment has ended, a digit starts the next
   * sale.
   */
  type(key: string): void {
    this.#ports.notice.clear();
    if (isTapeOperator(key) && this.#ports.phase() !== 'none') return;
    if (!this.#acceptsInput()) return;
    const tape = withTapeKey(this.#tape, key, this.#currency);
    if (typeof tape === 'string') this.#refuse(tape);
    else this.#tape = tape;
  }

  erase(): void {
    this.#change(tapeErased(this.#tape));
  }

  /** Removes the last line of the running sum. */
  takeBack(): void {
    this.#change(tapeTakenBack(this.#tape));
  }

  /** Empties the keypad; order reference and note stay. */
  clear(): void {
    this.#change(EMPTY_TAPE);
  }

  /** Puts an amount on the keypad, replacing what is there. */
  put(amount: Hundredths): void {
    if (this.#acceptsInput()) this.#change(this.#tapeWith(amount));
  }

  /** Puts the amount in place of the one being typed; lines of the sum before it stay. */
  paste(text: string): void {
    if (!this.#acceptsInput()) return;
    this.#ports.notice.clear();
    const read = readAmount(text, this.#currency);
    const keyed = read.ok ? keyedFrom(read.amount, this.#currency) : read.why;
    const tape = typeof keyed === 'string' ? keyed : withTapeAmount(this.#tape, keyed, this.#currency);
    if (typeof tape === 'string') this.#refuse(tape);
    else this.#change(tape);
  }

  /** Undoes what a barcode scanner typed. */
  restore(tape: Tape, words: SaleWords): void {
    this.#ports.notice.clear();
    if (this.#ports.phase() !== 'none') return;
    this.#tape = tape;
    this.#words = words;
  }

  /** Refuses text that cannot be kept whole: half of a number would name another order. */
  say(words: Partial<SaleWords>): void {
    if (this.#ports.phase() !== 'none') return;
    this.#ports.notice.clear();
    const { orderReference, note } = { ...this.#words, ...words };
    const code = saleWordsProblem({ orderReference, note });
    if (code) this.#ports.notice.showProblem({ code, details: {} });
    else this.#words = { orderReference, note };
  }

  /** Clears everything after a charge, or when the sale is left. */
  empty(): void {
    this.#tape = EMPTY_TAPE;
    this.#words = NO_WORDS;
  }

  /** Why an amount cannot be charged, or null; `ceiling` is the largest single charge. */
  refusal(amount: Hundredths, ceiling: Hundredths): Problem | null {
    const code = amount < 0 ? 'sum-below-zero' : amountProblem(amount, ceiling);
    if (!code) return null;
    const currency = this.#currency;
    return { code, details: { ceiling: moneyWords({ amount: ceiling, currency }), currency } };
  }

  get #currency(): string {
    return this.#ports.till()?.currency ?? '';
  }

  /** Whether input is accepted now. Starts a new sale after a payment. */
  #acceptsInput(): boolean {
    const { till, phase, startNewSale } = this.#ports;
    if (!till()) return false;
    if (phase() === 'none') return true;
    const isStray = phase() !== 'ended' || performance.now() - this.#strayKeyAt < STRAY_KEYS_MS;
    if (isStray) this.#strayKeyAt = performance.now();
    else startNewSale();
    return phase() === 'none';
  }

  #tapeWith(amount: Hundredths): Tape {
    return tapeOf(keyedFrom(amount, this.#currency));
  }

  /** What is on the keypad belongs to the next sale, which a payment keeps as it is. */
  #change(tape: Tape): void {
    this.#ports.notice.clear();
    if (this.#ports.phase() === 'none') this.#tape = tape;
  }

  #refuse(code: Problem['code']): void {
    this.#ports.notice.showProblem({ code, details: { currency: this.#currency } });
  }
}
