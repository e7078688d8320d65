import { keepNewest } from '#domain/keep-newest.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { languageNow } from '#domain/shop/language.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isLateOrMismatched } from '#domain/payment/payment.ts';
import { describeReceipt } from '#domain/print/receipt.ts';
import { PAPER } from '#domain/print/paper-width.ts';
import type { ReceiptWords } from '#domain/print/receipt-options.ts';
import { receiptText } from '#domain/print/receipt-text.ts';
import { describeTestPage } from '#domain/print/test-page.ts';
import type { ReceiptSettings } from '#domain/shop/settings/settings.ts';
import type { Slip } from '#domain/print/slip.ts';
import type { Emits } from '#services/changes.ts';
import type { Clock, CustomerFile } from '#services/ports.ts';
import type { SaveFile, SlipPage } from './print-ports.ts';
import type { PrintQueue, Unprinted } from './print-queue.ts';
import type { ReceiptSourcePorts } from './receipt-sources.ts';
import { ReceiptSources } from './receipt-sources.ts';
import type { ReceiptStatus } from './receipt-status.ts';

export type PrintAnswer =
  { readonly printed: true; readonly copies: number } | { readonly printed: false; readonly why: Unprinted };

export type SaveAnswer =
  { readonly saved: true; readonly fileName: string } | { readonly saved: false; readonly why: Unprinted };

export interface ReceiptDeskPorts extends ReceiptSourcePorts {
  readonly queue: PrintQueue;
  readonly settings: ReceiptSettings;
  /** The shop's address, as on every receipt; '' for none. */
  readonly storeAddress: string;
  readonly pdf: SlipPage['pdf'];
  readonly saveFile: SaveFile;
  readonly words: Readonly<Record<LanguageName, ReceiptWords>>;
  readonly localTime: (at: number) => string;
  readonly customerFile: CustomerFile;
  readonly clock: Clock;
  readonly changes: Emits<'receipt'>;
}

/** More sales than anybody prints a receipt of later; a till runs for months. */
const MAX_KEPT = 1_000;

interface Copy {
  readonly slip: Slip;
  readonly copy: number;
  readonly language: LanguageName;
}

/** Prints receipts one at a time and counts their copies. A sale never waits for it. */
export class ReceiptDesk {
  readonly #ports: ReceiptDeskPorts;
  readonly #sources: ReceiptSources;
  /** What the journal does not show: that a receipt is printing, or why it did not print last. */
  readonly #statuses = new Map<string, Pick<ReceiptStatus, 'state' | 'why'>>();
  /** The language of the customer of each sale paid in this run; of the last ones. */
  readonly #languages = new Map<string, LanguageName>();
  #chosen: LanguageName | null;
  /** The current payment's reference, and whether its customer is still at the display. */
  #current: string | null = null;
  #isCustomerHere = true;

  constructor(ports: ReceiptDeskPorts) {
    this.#ports = ports;
    this.#chosen = ports.customerFile.read();
    this.#sources = new ReceiptSources(ports);
  }

  /** What the till offers after a sale; 'off' without a printer. */
  get mode(): ReceiptSettings['mode'] {
    return this.hasPrinter ? this.#ports.settings.mode : 'off';
  }

  get hasPrinter(): boolean {
    return this.#ports.settings.printer !== 'none';
  }

  /** The language chosen on the customer's display; null once the customer has left. */
  chooseLanguage(language: LanguageName | null): void {
    if (language === null) this.#isCustomerHere = false;
    else if (this.#isCustomerHere && this.#current !== null && this.#languages.has(this.#current))
      this.#languages.set(this.#current, language);
    if (language === this.#chosen) return;
    this.#chosen = language;
    this.#ports.customerFile.save(language);
  }

  /**
   * Call it at every change, with the reference of the current payment. The customer's choice ends with their sale, even
   * if their display is missing and cannot say so; one made between two sales is the next customer's.
   */
  follow(current: string | null): void {
    if (current === this.#current) return;
    if (this.#current !== null && this.#isCustomerHere) this.chooseLanguage(null);
    [this.#current, this.#isCustomerHere] = [current, true];
  }

  /** The language chosen on the customer's display, in this run or the one before. */
  get chosenLanguage(): LanguageName | null {
    return this.#chosen;
  }

  /** For customers who have chosen none. */
  get usualLanguage(): LanguageName {
    return this.#ports.settings.language;
  }

  /** The receipt of a payment as text for the customer's phone; null if there is none yet. */
  textOf(reference: string): string | null {
    const { words, localTime } = this.#ports;
    const subject = this.#sources.subjectOf(reference);
    if (subject?.kind !== 'payment') return null;
    const language = this.#chosen ?? this.#languageOf(reference);
    return receiptText(subject, { language, words: words[language], localTime });
  }

  /** Call it at every change of a payment. The first time it is paid, its receipt may print. */
  notice(payment: Payment): void {
    if (payment.state !== 'paid' || this.#languages.has(payment.reference)) return;
    const { language } = this.#ports.settings;
    const hasLeft = payment.late || payment.byHand !== undefined;
    // When a payment is late or settled by hand, its customer has already left.
    const theirs = hasLeft ? language : (this.#chosen ?? language);
    keepNewest(this.#languages, MAX_KEPT, payment.reference, theirs);
    if (this.mode === 'auto' && !hasLeft && !isLateOrMismatched(payment)) void this.print(payment.reference);
  }

  status(reference: string): ReceiptStatus {
    const copies = this.#sources.copiesOf(reference).length;
    const known = this.#statuses.get(reference) ?? {
      state: copies > 0 ? ('printed' as const) : ('none' as const),
      why: null,
    };
    return { reference, copies, ...known };
  }

  /** Prints the receipt of a payment or refund, or one more copy of it. Never rejects. */
  async print(reference: string): Promise<PrintAnswer> {
    const { queue, settings } = this.#ports;
    const { printer: kind, address, width } = settings;
    if (kind === 'none') return this.#ended(reference, 'no-printer');
    const isPrinting = this.#statuses.get(reference)?.state === 'printing';
    this.#show(reference, { state: 'printing', why: null });
    let copies = 0;
    const why = await queue.inTurn(async (signal) =>
      this.#copy(reference, async ({ slip, copy, language }) => {
        copies = copy;
        const onReached = (): void =>
          queue.record({ type: 'receipt-printed', reference, copy, printer: kind, language }, signal);
        return queue.send({ slip, printer: { kind, address, width }, onReached, signal });
      }),
    );
    // The copy that is already printing reports its own end.
    if (why === 'busy' && isPrinting) return { printed: false, why };
    return this.#ended(reference, why, copies);
  }

  /** Saves the receipt, as it would be printed now, as a PDF file, which does not count as a copy. Never rejects. */
  async savePdf(reference: string): Promise<SaveAnswer> {
    const { queue, pdf, saveFile, settings } = this.#ports;
    let fileName = '';
    const why = await queue.inTurn(async (signal) =>
      this.#copy(reference, async ({ slip, copy, language }) => {
        const bytes = await pdf(slip, PAPER[settings.width].millimetres);
        queue.record({ type: 'receipt-saved', reference, language }, signal);
        const stem = `receipt-${reference}${copy > 1 ? `-duplicate-${copy - 1}` : ''}`;
        ({ fileName } = saveFile(stem, bytes));
        return undefined;
      }),
    );
    return why === undefined ? { saved: true, fileName } : { saved: false, why };
  }

  /** Prints a test page on a printer that may not be in use yet. Never rejects. */
  async test(
    { printer: kind, address, width, language }: ReceiptSettings,
    storeAddress: string,
  ): Promise<Unprinted | undefined> {
    if (kind === 'none') return 'no-printer';
    const { queue, terminal, clock, words, localTime } = this.#ports;
    const options = { language, words: words[language], localTime, storeAddress };
    const slip = describeTestPage(terminal, clock.now(), options);
    const printer = { kind, address, width };
    return queue.inTurn(async (signal) =>
      queue.send({ slip, printer, onReached: () => signal.throwIfAborted(), signal }),
    );
  }

  /** Null once it is printed: the journal has the copy. */
  #show(reference: string, status: Pick<ReceiptStatus, 'state' | 'why'> | null): void {
    if (status) keepNewest(this.#statuses, MAX_KEPT, reference, status);
    else this.#statuses.delete(reference);
    this.#ports.changes.emit('receipt', reference);
  }

  #ended(reference: string, why: Unprinted | undefined, copies = 0): PrintAnswer {
    this.#show(reference, why === undefined ? null : { state: 'failed', why });
    return why === undefined ? { printed: true, copies } : { printed: false, why };
  }

  /** Builds the receipt as of now, marked as the copy that it would be on paper, and passes it to `send`. */
  async #copy(
    reference: string,
    send: (copy: Copy) => Promise<Unprinted | undefined>,
  ): Promise<Unprinted | undefined> {
    const { words, localTime, storeAddress } = this.#ports;
    const subject = this.#sources.subjectOf(reference);
    if (!subject) return 'not-found';
    const copy = this.#sources.copiesOf(reference).length + 1;
    const language = this.#languageOf(reference);
    const options = { copy, language, words: words[language], localTime, storeAddress };
    return send({ slip: describeReceipt(subject, options), copy, language });
  }

  #languageOf(reference: string): LanguageName {
    const before = this.#sources.copiesOf(reference).at(-1)?.language;
    const known = (before && languageNow(before)) ?? this.#languages.get(reference);
    if (known) return known;
    const payment = this.#sources.refundedPaymentOf(reference);
    return payment ? this.#languageOf(payment) : this.#ports.settings.language;
  }
}
