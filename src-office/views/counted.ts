/** Which stores are money. */
import type { Environment } from '#domain/shop/environment.ts';

const MOST_REAL_FIRST: readonly Environment[] = ['live', 'test', 'training', 'bench'];

/**
 * Of several stores those that are added up: training and tests never beside real money. Where nothing is live, as before a
 * shop opens, what comes nearest to it is.
 */
export const counted = <S extends { readonly environment: Environment | null }>(
  stores: readonly S[],
): readonly S[] => {
  const most = MOST_REAL_FIRST.find((one) => stores.some(({ environment }) => environment === one));
  return stores.filter(({ environment }) => environment === most);
};
