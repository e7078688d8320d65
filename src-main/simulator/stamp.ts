/** GlobalPay writes times as yyyyMMddHHmmss in UTC, without a zone mark. `ms` is epoch ms. */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
