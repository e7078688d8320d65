/** Retries what a database asks to have repeated, and what may be repeated after the connection was lost. */
import { setTimeout as wait } from 'node:timers/promises';

/**
 * 40001, 40P01: two transactions conflicted. 40003: CockroachDB does not know whether it has committed; whatever runs in a
 * transaction here may be repeated after that. 57P01 … 57P03, 08…: the server is stopping, starting or gone. 25006: it is
 * still a standby, about to be promoted. 53300: it has too many connections at the moment. 55P03: somebody else holds a row
 * that was not to be waited for.
 */
const AGAIN = /^(40001|40003|40P01|57P0[123]|08...|25006|53300|55P03)$/;

/** Errors of sockets and the driver for a connection that is lost or cannot be made. */
const LOST =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
const LOST_WORDS =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error/i;

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

const isLost = (error: unknown): boolean =>
  error instanceof Error && (LOST.test(codeOf(error)) || LOST_WORDS.test(error.message));

const isWorthAgain = (error: unknown): boolean =>
  isLost(error) || (error instanceof Error && AGAIN.test(codeOf(error)));

/** About four seconds in all: a till whose push takes longer tries again by itself. */
const WAITS = [20, 60, 150, 400, 1_000, 2_000];

/** Of the driver: a statement was not answered in time. */
const LATE = /query read timeout/i;
/**
 * How often that may happen: who asked has given up by then, and the database goes on with each statement that nobody waits
 * for.
 */
const MAX_LATE = 2;

const isLate = (error: unknown): boolean => error instanceof Error && LATE.test(error.message);

/** Between half and all of a wait, so that transactions that collided do not collide again. */
const jittered = (ms: number): number => ms * (0.5 + Math.random() / 2);

/** Does `work`, and repeats it while its error is worth a retry. */
export const withRetries = async <T>(work: () => Promise<T>): Promise<T> => {
  let late = 0;
  for (const ms of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (isLate(error)) late += 1;
      if (!isWorthAgain(error) || late >= MAX_LATE) throw error;
      await wait(jittered(ms));
    }
  }
  return work();
};

/** 42P07, 42710, 42701, 23505: another process created the same table, the type of its rows, or a column, at the same moment. */
export const isCreatedMeanwhile = (error: unknown): boolean =>
  error instanceof Error && /^(42P07|42710|42701|23505)$/.test(codeOf(error));
