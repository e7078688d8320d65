/** GlobalPay writes moments as yyyyMMddHHmmss without a zone mark; they are UTC. */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
