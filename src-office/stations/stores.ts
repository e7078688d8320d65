/** The stores. */
import type { Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import type { Store } from '../views/till-views.ts';
import { newStoreId } from './secrets.ts';

export const addStore = async (
  { query }: Statements,
  outside: Outside,
  name: string,
  store = newStoreId(outside),
): Promise<Store> => {
  await query('INSERT INTO stores (store, name, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    store,
    name,
    outside.now(),
  ]);
  return { store, name, environment: null };
};

export const renameStore = async ({ query }: Statements, store: string, name: string): Promise<void> => {
  await query('UPDATE stores SET name = $2 WHERE store = $1', [store, name]);
};
