/** Journals in temporary folders and the events of made-up sales. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { GatewayPayment } from '#domain/gateway-payment.ts';
import type { Intent, PaymentEvent } from '#domain/payment.ts';
import { trainingTerminal } from '#domain/settings.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { openJournal } from '#sqlite/journal.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);

/** A folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const newJournalFile = (): string => join(temporaryFolder(), 'books', 'journal.db');

/** An open journal that is closed after the test. */
export const openForTest = (file: string): OpenJournal => {
  const journal = openJournal(file);
  onTestFinished(() => journal.close());
  return journal;
};

export const intended = (reference: string, change: Partial<Intent> = {}): PaymentEvent => ({
  type: 'intended',
  intent: {
    reference,
    requestId: `request-of-${reference}`,
    amount: 1250,
    currency: 'CNY',
    orderReference: '',
    environment: 'test',
    siteId: '1000',
    terminal: trainingTerminal,
    ...change,
  },
});

export const told = (
  reference: string,
  statusId: number,
  change: Partial<GatewayPayment> = {},
): GatewayPayment => ({
  id: '9007199254740993',
  reference,
  amount: 1250,
  currency: 'CNY',
  statusId,
  reasons: [],
  redirectUrl: 'https://pay.example/1',
  qrCodeUrl: null,
  methodTransactionId: null,
  createdAt: NOON,
  ...change,
});

const OPEN = 1;
const PAID = 2;

/** A sale from intent to money, one row a second from `at`. */
export const sell = (
  journal: OpenJournal,
  reference: string,
  at = NOON,
  change: Partial<Intent> = {},
): void => {
  const { amount = 1250, currency = 'CNY' } = change;
  journal.append(reference, intended(reference, change), at);
  journal.append(
    reference,
    { type: 'created', payment: told(reference, OPEN, { amount, currency }) },
    at + 1_000,
  );
  journal.append(
    reference,
    { type: 'observed', payment: told(reference, PAID, { amount, currency }) },
    at + 2_000,
  );
};

/** A closed journal of three sales: nine rows, and everything in the one file. */
export const threeSales = (): string => {
  const file = newJournalFile();
  const journal = openForTest(file);
  for (const number of [1, 2, 3]) {
    sell(journal, `T1-${number}`, NOON + number * 60_000, { orderReference: '支付宝 \ufffd 🧾' });
  }
  journal.close();
  return file;
};
