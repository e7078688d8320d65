/** A term as the full-text index is asked for it: it knows every three characters that follow one another. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { SearchPart, SearchTerm } from '#domain/history/search-text.ts';

const TRIGRAM = 3;

/** A term that begins more trigrams stands in many rows, which are found sooner by reading the newest ones. */
const MOST_TRIGRAMS = 64;

/** What numbers begin with is the same in most of them: looking for more than their ends takes longer and finds no less. */
const END = 8;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * A term in the index's own language, which finds all rows that have it and maybe others; '' where it stands in none,
 * and null where the index would not help.
 */
export const indexedTerm = (db: Database.Database): ((term: SearchTerm) => string | null) => {
  const trigrams = db
    .prepare<[string, string]>(
      `SELECT term FROM history_trigrams WHERE term >= ? AND term < ? LIMIT ${MOST_TRIGRAMS + 1}`,
    )
    .pluck();
  const beginningWith = (text: string): readonly string[] =>
    z.array(z.string()).parse(trigrams.all(text, `${text}\u{10ffff}`));
  const partOf = ({ column, text }: SearchPart): string | null => {
    const characters = Array.from(text);
    if (characters.length >= TRIGRAM) return `${column} : ${quoted(characters.slice(-END).join(''))}`;
    const alternatives = beginningWith(text).map(quoted);
    if (alternatives.length > MOST_TRIGRAMS) return null;
    return alternatives.length === 0 ? '' : `${column} : (${alternatives.join(' OR ')})`;
  };
  return (term) => {
    const parts = term.map(partOf);
    return parts.includes(null) ? null : parts.filter(Boolean).join(' OR ');
  };
};
