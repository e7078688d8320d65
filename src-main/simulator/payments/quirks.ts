import type { Quirk } from '#simulator/scenarios.ts';
import type { StatusBody } from './status-body.ts';

/** A payment's body with one deviation. undocumented, all of them: real services drift, and a till must notice. */
export function applyQuirk(
  body: Record<string, unknown>,
  quirk: Quirk,
  status: StatusBody,
): Record<string, unknown> {
  switch (quirk) {
    case 'wrong-amount':
      return { ...body, Amount: String(Number(body.Amount) + 100) };
    case 'wrong-currency':
      return { ...body, Currency: body.Currency === 'CNY' ? 'USD' : 'CNY' };
    case 'number-types':
      return { ...body, Amount: Number(body.Amount), Status: { ...status, Reasons: textCodes(status) } };
    case 'null-customer':
      return { ...body, Customer: null };
    case 'empty-reasons':
      return { ...body, Status: { ...status, Reasons: status.Reasons ?? [] } };
    case 'qr-code-given':
      return body;
    default:
      return quirk satisfies never;
  }
}

const textCodes = ({ Reasons }: StatusBody) =>
  Reasons?.map(({ Code, Info }) => ({ Code: String(Code), Info })) ?? null;
