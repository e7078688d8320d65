import type { LanguageName } from '#domain/language.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment.ts';
import { isOddlyPaid } from '#domain/payment.ts';
import type { ReceiptWords } from '#domain/receipt.ts';
import { describeReceipt, describeTestPage } from '#domain/receipt.ts';
import type { PrinterKind, ReceiptSettings } from '#domain/settings.ts';
import type { Person } from '#domain/staff.ts';
import type { Clock, Log } from './ports.ts';
import type { KeepFile, PrinterFault, PrintOrder, PrintReceipt, ReceiptPage } from './receipt-ports.ts';
import type { ReceiptSourcePorts, Went } from './receipt-sources.ts';
import { ReceiptSources } from './receipt-sources.ts';

/** Why a receipt did not come out; whatever it is, nothing about the money has changed. */
export type Unprinted = PrinterFault | 'not-found' | 'no-printer' | 'busy' | 'not-recorded';

export type PrintAnswer =
  { readonly printed: true; readonly copies: number } | { readonly printed: false; readonly why: Unprinted };

export type SaveAnswer =
  { readonly saved: true; readonly fileName: string } | { readonly saved: false; readonly why: Unprinted };

/** How the receipt of one payment or refund stands. */
export interface ReceiptStanding {
  readonly reference: string;
  readonly state: 'none' | 'printing' | 'printed' | 'failed';
  /** Times it went out, or may have: on paper and into files. */
  readonly copies: number;
  /** Of 'failed'. */
  readonly why: Unprinted | null;
}

export interface ReceiptDeskPorts extends ReceiptSourcePorts {
  readonly settings: ReceiptSettings;
  readonly printers: Readonly<Record<PrinterKind, PrintReceipt>>;
  readonly pdf: ReceiptPage['pdf'];
  readonly keepFile: KeepFile;
  readonly words: Readonly<Record<LanguageName, ReceiptWords>>;
  readonly localTime: (at: number) => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly signedIn: () => Person | null;
  readonly onChange: (standing: ReceiptStanding) => void;
}

interface Copy extends Pick<PrintOrder, 'receipt' | 'onReached' | 'signal'> {
  readonly copy: number;
}

class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/** One receipt is on its way and one more may wait: a heap of them behind a dead printer would come out days later. */
const MOST_UNDER_WAY = 2;

/** Prints receipts, one at a time, counts their copies, and never makes a sale wait. */
export class ReceiptDesk {
  readonly #ports: ReceiptDeskPorts;
  readonly #sources: ReceiptSources;
  readonly #standings = new Map<string, ReceiptStanding>();
  /** The language each paid sale of this run was paid in. */
  readonly #languages = new Map<string, LanguageName>();
  readonly #closing = new AbortController();
  #chosen: LanguageName | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  constructor(ports: ReceiptDeskPorts) {
    this.#ports = ports;
    this.#sources = new ReceiptSources(ports);
  }

  /** What the till offers after a sale: nothing where there is no printer. */
  get mode(): ReceiptSettings['mode'] {
    const { mode, printer } = this.#ports.settings;
    return printer === 'none' ? 'off' : mode;
  }

  /** What the customer has chosen on their display just now; null when it shows its own. */
  chooseLanguage(language: LanguageName | null): void {
    this.#chosen = language;
  }

  /** To be told of every change of a payment: the first that says paid may print. */
  notice(payment: Payment): void {
    if (payment.state !== 'paid' || this.#languages.has(payment.reference)) return;
    const { language } = this.#ports.settings;
    // Money that came late came without its customer.
    this.#languages.set(payment.reference, payment.late ? language : (this.#chosen ?? language));
    if (this.mode === 'auto' && !isOddlyPaid(payment)) void this.print(payment.reference);
  }

  standing(reference: string): ReceiptStanding {
    return (
      this.#standings.get(reference) ?? {
        reference,
        state: this.#sources.wentOut(reference).length > 0 ? 'printed' : 'none',
        copies: this.#sources.wentOut(reference).length,
        why: null,
      }
    );
  }

  /** Prints the receipt of a payment or refund, or one more copy of it. Never rejects. */
  async print(reference: string): Promise<PrintAnswer> {
    const { printer: kind, address, width } = this.#ports.settings;
    if (kind === 'none') return this.#ended(reference, 'no-printer');
    this.#show(reference, 'printing');
    const why = await this.#inTurn(async () =>
      this.#copy(reference, kind, async ({ receipt, onReached, signal }) =>
        this.#send({ receipt, printer: { kind, address, width }, onReached, signal }),
      ),
    );
    return this.#ended(reference, why);
  }

  /** Saves the receipt, or one more copy of it, as a PDF file. Never rejects. */
  async savePdf(reference: string): Promise<SaveAnswer> {
    const { pdf, keepFile, settings } = this.#ports;
    let fileName = '';
    const why = await this.#inTurn(async () =>
      this.#copy(reference, 'pdf', async ({ receipt, copy, onReached }) => {
        const bytes = await pdf(receipt, settings.width);
        onReached();
        const stem = `receipt-${reference}${copy > 1 ? `-duplicate-${copy - 1}` : ''}`;
        ({ fileName } = keepFile(stem, bytes));
        return undefined;
      }),
    );
    if (why !== undefined) return { saved: false, why };
    this.#show(reference, 'printed');
    return { saved: true, fileName };
  }

  /** Prints a test page on a printer that may not be in use yet. Never rejects. */
  async test({ printer: kind, address, width, language }: ReceiptSettings): Promise<Unprinted | undefined> {
    if (kind === 'none') return 'no-printer';
    const { terminal, clock, words, localTime } = this.#ports;
    const receipt = describeTestPage(terminal, clock.now(), { language, words: words[language], localTime });
    const printer = { kind, address, width };
    return this.#inTurn(async () =>
      this.#within(async (signal) =>
        this.#send({ receipt, printer, onReached: () => signal.throwIfAborted(), signal }),
      ),
    );
  }

  /** Gives up what is being printed and waits until nothing more is written down. */
  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  #show(reference: string, state: ReceiptStanding['state'], why: Unprinted | null = null): void {
    const standing = { reference, state, copies: this.#sources.wentOut(reference).length, why };
    this.#standings.set(reference, standing);
    this.#ports.onChange(standing);
  }

  #ended(reference: string, why: Unprinted | undefined): PrintAnswer {
    // The receipt that is on its way says itself how it ends.
    const isAnother = why === 'busy' && this.#standings.get(reference)?.state === 'printing';
    if (!isAnother) this.#show(reference, why === undefined ? 'printed' : 'failed', why ?? null);
    return why === undefined
      ? { printed: true, copies: this.standing(reference).copies }
      : { printed: false, why };
  }

  async #inTurn(job: () => Promise<Unprinted | undefined>): Promise<Unprinted | undefined> {
    if (this.#underWay >= MOST_UNDER_WAY) return 'busy';
    this.#underWay += 1;
    const done = this.#last.then(job).finally(() => (this.#underWay -= 1));
    this.#last = done;
    return done;
  }

  /** Sends one more copy out and writes it down before its first byte. */
  async #copy(
    reference: string,
    printer: Went['printer'],
    send: (copy: Copy) => Promise<Unprinted | undefined>,
  ): Promise<Unprinted | undefined> {
    const { words, localTime } = this.#ports;
    const subject = this.#sources.subjectOf(reference);
    if (!subject) return 'not-found';
    const copy = this.#sources.wentOut(reference).length + 1;
    const language = this.#languageOf(reference);
    const receipt = describeReceipt(subject, { copy, language, words: words[language], localTime });
    return this.#within(async (signal) => {
      const onReached = (): void => {
        signal.throwIfAborted();
        this.#writeDown({ type: 'receipt-printed', by: null, reference, copy, printer, language });
      };
      return send({ receipt, copy, onReached, signal });
    });
  }

  #writeDown(record: Went): void {
    const { books, clock, signedIn } = this.#ports;
    try {
      books.record({ ...record, by: signedIn() }, clock.now());
    } catch (cause) {
      throw new NotRecorded('a copy of a receipt could not be written down', { cause });
    }
  }

  async #send(order: PrintOrder): Promise<Unprinted | undefined> {
    const { printers, log } = this.#ports;
    const printed = await printers[order.printer.kind](order);
    if (printed.printed) return undefined;
    log.warn('a printer did not print', {
      printer: order.printer.kind,
      why: printed.why,
      detail: printed.detail,
    });
    return printed.why;
  }

  /** Bounded: a printer that accepts and says nothing more is given up. */
  async #within(
    work: (signal: AbortSignal) => Promise<Unprinted | undefined>,
  ): Promise<Unprinted | undefined> {
    const { clock, log } = this.#ports;
    const tooLate = new AbortController();
    const signal = AbortSignal.any([tooLate.signal, this.#closing.signal]);
    const callOff = clock.wakeAt(clock.now() + PACE.printing, () => tooLate.abort());
    const givenUp = new Promise<Unprinted>((resolve) => {
      signal.addEventListener('abort', () => resolve('silent'));
    });
    try {
      return await Promise.race([work(signal), givenUp]);
    } catch (error) {
      log.error('a receipt did not come out', { error });
      return error instanceof NotRecorded ? 'not-recorded' : 'broke-off';
    } finally {
      callOff();
    }
  }

  #languageOf(reference: string): LanguageName {
    const { settings } = this.#ports;
    const before = this.#sources.wentOut(reference).at(-1)?.language;
    return before ?? this.#languages.get(reference) ?? settings.language;
  }
}
