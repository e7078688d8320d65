/**
 * In every statement that changes a row of stations. By the database's clock, since those of processes differ; of the
 * statement and not of this very moment, since Citus takes nothing volatile.
 */
export const CHANGED = 'changed_at = (extract(epoch FROM statement_timestamp()) * 1000000)::bigint';
