import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from './durable-file.ts';
import { codeOf } from './error-code.ts';

/** Parses a value read from JSON, or throws, as zod's schemas do. */
interface Schema<T> {
  parse(value: unknown): T;
}

export type JsonRead<T> =
  | { readonly state: 'missing' }
  | { readonly state: 'read'; readonly value: T }
  /** Unreadable, not JSON, or not what the schema requires. */
  | { readonly state: 'damaged'; readonly error: unknown };

/** One value kept as JSON in a file of its own, readable by its owner only. */
export interface JsonFile<T> {
  readonly path: string;
  exists(): boolean;
  read(): JsonRead<T>;
  /** Writes the new value; a power cut leaves the old one or the new one. Throws as `writeWhole` does. */
  write(value: T): void;
}

/** Notepad and PowerShell put it in front of a text. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** `indent` is for files that people read. */
export const jsonFile = <T>(path: string, schema: Schema<T>, indent = 0): JsonFile<T> => {
  const text = (): string => readFileSync(path, 'utf8').replace(BYTE_ORDER_MARK, '');
  return {
    path,
    exists: () => existsSync(path),
    read: () => {
      try {
        return { state: 'read', value: schema.parse(JSON.parse(text())) };
      } catch (error) {
        return codeOf(error) === 'ENOENT' ? { state: 'missing' } : { state: 'damaged', error };
      }
    },
    write: (value) => writeWhole(path, `${JSON.stringify(value, null, indent)}\n`),
  };
};
