/** A search term as a query of the full-text index, whose tokens are trigrams. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { SearchPart, SearchTerm } from '#domain/history/search-text.ts';

const TRIGRAM = 3;

/** A short term that begins more trigrams than this is common: reading the newest rows is faster. */
const MAX_TRIGRAMS = 64;

/** Only this many characters at the end of a term are looked up: most numbers begin alike. */
const END = 8;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * The query finds every row that has the term, and maybe others; '' if no row has it, null if the index would not help.
 */
export const indexedTerm = (db: Database.Database): ((term: SearchTerm) => string | null) => {
  const trigrams = db
    .prepare<[string, string]>(
      `SELECT term FROM history_trigrams WHERE term >= ? AND term < ? LIMIT ${MAX_TRIGRAMS + 1}`,
    )
    .pluck();
  const beginningWith = (text: string): readonly string[] =>
    z.array(z.string()).parse(trigrams.all(text, `${text}\u{10ffff}`));
  const partOf = ({ column, text }: SearchPart): string | null => {
    const characters = Array.from(text);
    if (characters.length >= TRIGRAM) return `${column} : ${quoted(characters.slice(-END).join(''))}`;
    const alternatives = beginningWith(text).map(quoted);
    if (alternatives.length > MAX_TRIGRAMS) return null;
    return alternatives.length === 0 ? '' : `${column} : (${alternatives.join(' OR ')})`;
  };
  return (term) => {
    const parts = term.map(partOf);
    return parts.includes(null) ? null : parts.filter(Boolean).join(' OR ');
  };
};
