/** A row of people. */
import { z } from 'zod';
import { ROLES } from '../views/sign-in-views.ts';
import type { Person } from './may.ts';

export const personColumns = (table: string): string =>
  ['person', 'name', 'role', 'stores'].map((column) => `${table}.${column}`).join(', ');

const storeIds = z.array(z.string());

export const personRow = z
  .object({
    person: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    stores: z.string().nullable(),
  })
  .transform(({ person: id, name, role, stores }): Person => ({
    id,
    name,
    role,
    // A manager without a list sees nothing, whatever went wrong.
    stores: role === 'manager' ? storeIds.parse(JSON.parse(stores ?? '[]')) : null,
  }));

/** As it is stored. */
export const storesText = (stores: readonly string[] | null): string | null =>
  stores === null ? null : JSON.stringify(stores);
