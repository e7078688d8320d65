import type { CallInput, Hundredths, KeyedAmount, Problem, SaleWords, Tape } from '#contract';
import {
  amountProblem,
  EMPTY_TAPE,
  keyedFrom,
  keyedOn,
  moneyWords,
  readAmount,
  saleWordsProblem,
  tapeAmount,
  tapeErased,
  tapeOf,
  tapeTakenBack,
  withTapeKey,
} from '#contract';

const NO_WORDS: SaleWords = { orderReference: '', note: '' };

/** What is entered before a charge: the running sum, the order reference and the note. */
export class SaleEntry {
  readonly #currency: () => string;
  #tape = $state.raw<Tape>(EMPTY_TAPE);
  #words = $state.raw<SaleWords>(NO_WORDS);

  constructor(currency: () => string) {
    this.#currency = currency;
  }

  get tape(): Tape {
    return this.#tape;
  }

  set tape(tape: Tape) {
    this.#tape = tape;
  }

  /** The amount being typed. */
  get keyed(): KeyedAmount {
    return keyedOn(this.#tape);
  }

  /** What the running sum comes to. */
  get amount(): Hundredths {
    return tapeAmount(this.#tape, this.#currency());
  }

  get words(): SaleWords {
    return this.#words;
  }

  /** What `payments.start` is told. */
  get order(): Pick<CallInput<'payments.start'>, 'amount' | 'orderReference' | 'note'> {
    const { orderReference, note } = this.#words;
    return { amount: this.amount, orderReference, ...(note === '' ? {} : { note }) };
  }

  /** Why the key changes nothing, or null. */
  type(key: string): Problem | null {
    const tape = withTapeKey(this.#tape, key, this.#currency());
    if (typeof tape === 'string') return this.#problem(tape);
    this.#tape = tape;
    return null;
  }

  erase(): void {
    this.#tape = tapeErased(this.#tape);
  }

  takeBack(): void {
    this.#tape = tapeTakenBack(this.#tape);
  }

  clearAmount(): void {
    this.#tape = EMPTY_TAPE;
  }

  put(amount: Hundredths): void {
    this.#tape = tapeOf(keyedFrom(amount, this.#currency()));
  }

  /** Why a text is no amount, in which case nothing changes, or null. */
  paste(text: string): Problem | null {
    const read = readAmount(text, this.#currency());
    if (!read.ok) return this.#problem(read.why);
    this.put(read.amount);
    return null;
  }

  /** Words that cannot be kept are refused, and what stood there stays: half of a number would name another order. */
  say(words: Partial<SaleWords>): Problem | null {
    const { orderReference, note } = { ...this.#words, ...words };
    const code = saleWordsProblem({ orderReference, note });
    if (code) return { code, details: {} };
    this.#words = { orderReference, note };
    return null;
  }

  clear(): void {
    this.#tape = EMPTY_TAPE;
    this.#words = NO_WORDS;
  }

  /** Why this cannot be charged, or null; `ceiling` is the largest single charge. */
  refusal(ceiling: Hundredths): Problem | null {
    const code = this.amount < 0 ? 'sum-below-zero' : amountProblem(this.amount, ceiling);
    if (!code) return null;
    const currency = this.#currency();
    return { code, details: { ceiling: moneyWords({ amount: ceiling, currency }), currency } };
  }

  #problem(code: Problem['code']): Problem {
    return { code, details: { currency: this.#currency() } };
  }
}
