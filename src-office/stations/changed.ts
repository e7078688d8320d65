/**
 * Part of every statement that changes a row of stations. Uses the database's clock, since those of processes differ,
 * and the statement's time, since Citus accepts no volatile functions.
 */
export const CHANGED = 'changed_at = (extract(epoch FROM statement_timestamp()) * 1000000)::bigint';
