/** Which stores count in sums. */
import type { Environment } from '#domain/shop/environment.ts';

const MOST_REAL_FIRST: readonly Environment[] = ['live', 'test', 'training', 'bench'];

/**
 * Which of several stores are added up: training and tests never together with real money. If none is live, as before a
 * shop opens, those that come closest to live.
 */
export const counted = <S extends { readonly environment: Environment | null }>(
  stores: readonly S[],
): readonly S[] => {
  const most = MOST_REAL_FIRST.find((one) => stores.some(({ environment }) => environment === one));
  return stores.filter(({ environment }) => environment === most);
};
