/** Of the whole run: the folder in which a test that needs PostgreSQL starts it, and its end. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stop } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresFolder: string;
  }
}

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'countertop-pg-'));
  project.provide('postgresFolder', folder);
  return () => stop(folder);
};
