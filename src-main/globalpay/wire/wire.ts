/**
 * The parts of the API's answers that we read: vendor's Alipay POS page, SDK-NET Entities, SDK-PHP structures. Tolerant
 * where these differ, strict where money or identity is at stake. Other keys are dropped.
 */
import { z } from 'zod';
import { kept } from './kept-text.ts';

/** Reasons go into the journal, so their number and length are bounded. */
export const MAX_REASONS = 20;
const MAX_INFO = 500;

/** Twice as long as any of ours, so that cutting another's reference never turns it into one of ours. */
const MAX_REFERENCE = 100;
const MAX_CURRENCY = 10;
/** The wallet's number for a payment has 28 digits. */
const MAX_METHOD_ID = 200;

const digits = (max: number) => z.string().regex(new RegExp(`^\\d{1,${max}}$`));

/** A number in every example, but 64 bits wide, so digits in a string are accepted, even after zeros; 0 means "none". */
const ID = z
  .union([z.int().nonnegative(), digits(19)])
  .transform((id) => String(id).replace(/^0+(?=\d)/, ''))
  .refine((id) => id !== '0');

export const count = z.union([z.int().nonnegative(), digits(9).transform(Number)]);

/** Hundredths: a string since about 2018, a number before; never a fraction. */
const amount = z.union([z.int().nonnegative(), digits(15).transform(Number)]);

const textOrNull = z.string().nullable().catch(null);

/** A stamp or a number of the wallet's: a string in every example, but of digits alone, which some servers write as a number. */
const digitsOrNull = z
  .union([z.string(), z.int().nonnegative().transform(String)])
  .nullable()
  .catch(null);
const reference = z.string().transform((text) => kept(text, MAX_REFERENCE));
const currency = z.string().transform((code) => kept(code, MAX_CURRENCY).toUpperCase());

/** The code is a number in some places (147) and a string in others ("2206"); anything else must not fail the answer. */
const reason = z.object({
  Code: z
    .union([z.int(), digits(9).transform(Number)])
    .nullable()
    .catch(null),
  Info: z
    .string()
    .transform((info) => kept(info, MAX_INFO))
    .catch(''),
});

/** null, [], a list, missing, or one reason without a list around it, as servers write whose answers come from XML. */
export const wireReasons = z
  .union([z.array(z.unknown()), z.looseObject({ Code: z.unknown() }).transform((one) => [one])])
  .catch([])
  .transform((items) =>
    items.slice(0, MAX_REASONS).flatMap((item) => {
      const read = reason.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );

const status = z.object({ ID: count, Reasons: wireReasons });

export const wirePayment = z.object({
  ID,
  MerchantTransactionID: reference.refine((text) => text !== ''),
  Amount: amount,
  Currency: currency,
  Status: status,
  Reasons: wireReasons,
  MethodTransactionID: digitsOrNull.transform((text) => text && kept(text, MAX_METHOD_ID)),
  Created: digitsOrNull,
  RedirectURL: textOrNull,
  ReferenceDetails: z.object({ QRCodeURL: textOrNull }).nullable().catch(null),
});

/**
 * A row of a list, or the name of one that cannot be read: its reference, else its ID, else ''. One odd row must not
 * fail the whole list, and an unreadable row of ours must not go unnoticed.
 */
const rowOf = <T>(readable: z.ZodType<T>) =>
  z.union([
    readable.transform((row) => ({ row })),
    z
      .object({ MerchantTransactionID: reference.catch(''), ID: ID.catch('') })
      .catch({ MerchantTransactionID: '', ID: '' })
      .transform((row) => ({ unread: row.MerchantTransactionID || row.ID, id: row.ID })),
  ]);

type Row<T> = { readonly row: T } | { readonly unread: string; readonly id: string };

/** The rows that could be read, the names of the others, and those of the others that have an ID. */
export const readableRows = <T>(rows: readonly Row<T>[]) => ({
  rows: rows.flatMap((one) => ('row' in one ? [one.row] : [])),
  unread: rows.flatMap((one) => ('unread' in one ? [one.unread] : [])),
  unreadRows: rows.flatMap((one) =>
    'unread' in one && one.id !== '' ? [{ name: one.unread, id: one.id }] : [],
  ),
});

/** How many rows a list says it has: on this page, and in total. */
const numbers = {
  Count: count.nullable().catch(null),
  TotalCount: count.nullable().catch(null),
};

/**
 * null rows count as "none found" only if a count says so, since "not found" lets a payment be sent again. A list with
 * fewer rows than its count has lost some.
 */
export const wireList = z
  .object({
    Payments: z.array(rowOf(wirePayment)).nullable(),
    PageIndex: count.nullable().catch(null),
    TotalPages: count.nullable().catch(null),
    ...numbers,
  })
  .refine((list) => list.Payments !== null || (list.TotalCount ?? list.Count ?? list.TotalPages) === 0, {
    path: ['Payments'],
  })
  .refine((list) => (list.Payments ?? []).length >= (list.Count ?? 0), { path: ['Count'] });

/**
 * Without InitialPaymentID on purpose: the vendor's examples show 0 and even another payment's. Only our own refunds are
 * sure to have a reference.
 */
export const wireRefund = z.object({
  ID,
  MerchantTransactionID: reference.catch(''),
  Amount: amount,
  Currency: currency.nullable().catch(null),
  Status: status,
  Reasons: wireReasons,
  Created: digitsOrNull,
});

/** The list is not paged; one that says it holds only some of the refunds counts as unreadable. */
export const wireRefunds = z
  .object({
    Refunds: z
      .array(rowOf(wireRefund))
      .nullable()
      .transform((rows) => rows ?? []),
    ...numbers,
  })
  .refine(({ Refunds, Count, TotalCount }) => Refunds.length >= Math.max(Count ?? 0, TotalCount ?? 0), {
    path: ['TotalCount'],
  });

/** Patterns of the fields that a refund of this type must send; null, or '' as in other optional fields, for none. */
const requiresFields = z
  .record(z.string(), z.unknown())
  .nullable()
  .catch(null)
  .transform((fields) =>
    Object.values(fields ?? {}).some((field) => typeof field === 'string' && field !== ''),
  );

const flag = z.union([z.boolean(), z.stringbool()]).optional().catch(undefined);

/** AllowsPartialRefund in the documentation and SDK-PHP, AllowPartialRefund in SDK-NET. */
const wireRefundType = z.object({
  ID: count,
  AllowsPartialRefund: flag,
  AllowPartialRefund: flag,
  Customer: requiresFields,
  BillingAddress: requiresFields,
  BankAddress: requiresFields,
  Details: requiresFields,
});

export const wireRefundTypes = z.object({
  RefundTypes: z
    .array(rowOf(wireRefundType))
    .nullable()
    .transform((rows) => readableRows(rows ?? []).rows),
});

const texts = z
  .array(z.unknown())
  .catch([])
  .transform((items) => items.filter((item) => typeof item === 'string'));

export const wireMethod = z.object({
  ID: count,
  Currencies: texts,
});

export type WirePayment = z.infer<typeof wirePayment>;
export type WireList = z.infer<typeof wireList>;
export type WireRefunds = z.infer<typeof wireRefunds>;
export type WireRefund = z.infer<typeof wireRefund>;
export type WireRefundType = z.infer<typeof wireRefundType>;
export type WireMethod = z.infer<typeof wireMethod>;
export type WireReasons = z.infer<typeof wireReasons>;
