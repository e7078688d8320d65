/**
 * The shapes the API answers with, as far as we read them: vendor's Alipay POS page, SDK-NET Entities, SDK-PHP
 * structures. Tolerant where their examples differ from each other, strict where money or identity is at stake.
 * Keys not named here are kept out.
 */
import { z } from 'zod';

/** Reasons go into the journal: a handful of sentences, whatever is sent. */
const MOST_REASONS = 20;
const MOST_INFO = 500;

const digits = (most: number) => z.string().regex(new RegExp(`^\\d{1,${most}}$`));

/** Number in every example, but 64 bits wide, so digits in a text do as well; 0 stands for "there is none". */
const ID = z
  .union([z.int().nonnegative(), digits(19)])
  .transform(String)
  .refine((id) => /[1-9]/.test(id));

const count = z.union([z.int().nonnegative(), digits(9).transform(Number)]);

/** A text since about 2018, a number before; never a fraction. Hundredths. */
const amount = z.union([z.int().nonnegative(), digits(15).transform(Number)]);

const textOrNull = z.string().nullable().catch(null);
const currency = z.string().transform((code) => code.toUpperCase());

/** A number here (147), a text there ("2206"); what is neither must not cost us the rest of the answer. */
const reason = z.object({
  Code: z
    .union([z.int(), digits(9).transform(Number)])
    .nullable()
    .catch(null),
  Info: z
    .string()
    .transform((info) => info.slice(0, MOST_INFO))
    .catch(''),
});

/** null, [], a list, or not there at all. */
export const wireReasons = z
  .array(z.unknown())
  .catch([])
  .transform((items) =>
    items.slice(0, MOST_REASONS).flatMap((item) => {
      const read = reason.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );

const status = z.object({ ID: count, Reasons: wireReasons });

export const wirePayment = z.object({
  ID,
  MerchantTransactionID: z.string().min(1),
  Amount: amount,
  Currency: currency,
  Status: status,
  MethodTransactionID: textOrNull,
  Created: textOrNull,
  RedirectURL: textOrNull,
  ReferenceDetails: z.object({ QRCodeURL: textOrNull }).nullable().catch(null),
});

/** The list is the whole site's: of a row that makes no sense remains whose it is, so that one of ours is missed. */
const wireRow = z.union([
  wirePayment.transform((payment) => ({ payment })),
  z
    .object({ MerchantTransactionID: z.string().catch('') })
    .transform((row) => ({ unread: row.MerchantTransactionID })),
]);

/** No rows at all are believed only beside a count of none: "not found" is what lets a payment be sent again. */
export const wireList = z
  .object({
    Payments: z.array(wireRow).nullable(),
    PageIndex: count.nullable().catch(null),
    TotalPages: count.nullable().catch(null),
    TotalCount: count.nullable().catch(null),
  })
  .refine((list) => list.Payments !== null || list.TotalCount === 0, { path: ['Payments'] });

/**
 * InitialPaymentID is left out on purpose: the vendor's examples show 0 and even another payment's. Only those that we
 * made are sure to have a name.
 */
export const wireRefund = z.object({
  ID,
  MerchantTransactionID: z.string().catch(''),
  Amount: amount,
  Currency: currency.nullable().catch(null),
  Status: status,
  Created: textOrNull,
});

/** Regexes of fields that a refund of this type must supply; null for none. */
const asksFor = z
  .record(z.string(), z.unknown())
  .nullable()
  .catch(null)
  .transform((fields) => Object.values(fields ?? {}).some((field) => typeof field === 'string'));

/** AllowsPartialRefund in the documentation and SDK-PHP, AllowPartialRefund in SDK-NET. */
export const wireRefundType = z.object({
  ID: count,
  AllowsPartialRefund: z.boolean().optional().catch(undefined),
  AllowPartialRefund: z.boolean().optional().catch(undefined),
  Customer: asksFor,
  BillingAddress: asksFor,
  BankAddress: asksFor,
  Details: asksFor,
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
export type WireRefund = z.infer<typeof wireRefund>;
export type WireRefundType = z.infer<typeof wireRefundType>;
export type WireMethod = z.infer<typeof wireMethod>;
export type WireReasons = z.infer<typeof wireReasons>;
