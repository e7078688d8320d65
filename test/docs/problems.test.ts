/** The list of problems in the documents is the till's own. */
import { expect, test } from 'vitest';
import { moneyAnswer } from '#contract/problem-numbers.ts';
import { readHelp } from '#words/help-texts.ts';
import { isTextKey, text } from '#words/text.ts';
import { problemEntries } from '../../src-renderer/till/help/help-entries.ts';

const HEADINGS = ['Problem', 'On the till', 'Is the money safe?', 'May I charge again?'];

/** Laid out as Prettier lays out a table. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(...[HEADINGS, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};

const INTRO = `# Problems

Whatever goes wrong has a number, which the till shows beside it. F1, or a press on the number, opens what to do about
it; so does typing the number into the search of the help. A number stands for the same problem in every version and
language. This list is checked by a test; \`npx vitest run --project plain test/docs/problems.test.ts -u\` writes it.
`;

test('the document has every problem, by its number, with what it means for the money', async () => {
  const help = await readHelp('en');
  const sections = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((hundred) => {
    const key = `help.group.${hundred}`;
    const heading = isTextKey(key) ? text(key) : '';
    const rows = problemEntries(help)
      .filter(({ number }) => Math.floor(number / 100) === hundred)
      .map(({ name, number, title }) => {
        const { safe, again } = help.money[moneyAnswer(name)];
        return [String(number), title, safe, again];
      });
    return `## ${heading}\n\n${table(rows)}\n`;
  });
  await expect([INTRO, ...sections].join('\n')).toMatchFileSnapshot('../../docs/problems.md');
});
