/** Of the whole run: the folder in which a test that needs PostgreSQL starts it, and its end. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Run } from './postgres-server.ts';
import { stop } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresRun: Run;
  }
}

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'countertop-pg-'));
  project.provide('postgresRun', { folder, owner: process.pid });
  return () => stop(folder);
};
