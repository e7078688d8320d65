/** The stores. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import type { Store } from '../views/till-views.ts';
import { CHANGED } from './changed.ts';
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

/** Its tills hear of it with their next push. Call in a transaction. */
export const renameStore = async ({ query }: Statements, store: string, name: string): Promise<void> => {
  await query('UPDATE stores SET name = $2 WHERE store = $1', [store, name]);
  await query(`UPDATE stations SET store_name = $2, ${CHANGED} WHERE store = $1`, [store, name]);
};

/** The name of a store that exists. */
export const storeNameIn = async ({ query }: Statements, store: string): Promise<string> => {
  const [row] = await query('SELECT name FROM stores WHERE store = $1', [store]);
  return z.object({ name: z.string() }).parse(row).name;
};
