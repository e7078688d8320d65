import type { HelpReader, HelpTexts, HelpTopicName, ProblemCode } from '#contract';
import { HELP_TOPICS, PROBLEMS_BY_NUMBER, problemNumber, text } from '#contract';
import { sought } from '../choosing/sought.ts';
import { problemWords } from '../problem-words.ts';
import { partsOf } from './help-line.ts';

interface TopicEntry {
  readonly kind: 'topic';
  readonly name: HelpTopicName;
  readonly title: string;
}

interface ProblemEntry {
  readonly kind: 'problem';
  readonly name: ProblemCode;
  readonly title: string;
  readonly number: number;
  readonly advice: string;
}

/** A group of the help, under one heading. */
export type HelpEntry = TopicEntry | ProblemEntry;

export const HELP_READERS: readonly HelpReader[] = ['cashier', 'manager', 'installer'];

export const topicEntries = (reader: HelpReader, texts: HelpTexts): readonly TopicEntry[] =>
  HELP_TOPICS[reader].map((name) => ({ kind: 'topic', name, title: texts.topics[name].title }));

/** Titles as on the screen; a title that names an amount or the like has a general wording here. */
export const problemEntries = (texts: HelpTexts): readonly ProblemEntry[] => {
  const general: Readonly<Record<string, string | undefined>> = texts.general;
  return PROBLEMS_BY_NUMBER.map((name) => {
    const { title, advice } = problemWords({ code: name, details: {} });
    return {
      kind: 'problem',
      name,
      number: problemNumber(name),
      title: general[`${name}.title`] ?? title,
      advice: general[`${name}.advice`] ?? advice,
    };
  });
};

const linesOf = (entry: HelpEntry, texts: HelpTexts): string => {
  if (entry.kind === 'problem') return `${text('help.problem', { number: entry.number })} ${entry.advice}`;
  const { steps, note } = texts.topics[entry.name];
  return [...steps, note]
    .flatMap(partsOf)
    .map((part) => (part.kind === 'topic' ? texts.topics[part.topic].title : part.words))
    .join(' ');
};

/** The topics and problems that contain all these words; matches in the heading come first. */
export const foundEntries = (typed: string, texts: HelpTexts): readonly HelpEntry[] => {
  const words = sought(typed).split(' ').filter(Boolean);
  const all = [...HELP_READERS.flatMap((reader) => topicEntries(reader, texts)), ...problemEntries(texts)];
  const has = (line: string): boolean => {
    const read = sought(line);
    return words.every((word) => read.includes(word));
  };
  const headed = all.filter(({ title }) => has(title));
  const inside = all.filter(
    (entry) => !headed.includes(entry) && has(`${entry.title} ${linesOf(entry, texts)}`),
  );
  return [...headed, ...inside];
};
