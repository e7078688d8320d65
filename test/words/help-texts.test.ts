/** The help texts in every language: all present, none superfluous, and no link that leads nowhere. */
import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '#contract/problem.ts';
import { PROBLEM_CODES } from '#contract/problem.ts';
import { moneyAnswer } from '#contract/problem-numbers.ts';
import { PAGE_HOSTS } from '#domain/hosted-page/page-hosts.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import type { HelpTexts } from '#words/help-texts.ts';
import { HELP_TOPICS, isHelpTopic, readHelp } from '#words/help-texts.ts';
import { isTextKey } from '#words/text.ts';

const TILL = JSON.parse(readFileSync('resources/locales/en/till.json', 'utf8')) as Readonly<
  Record<string, string>
>;
const TOPICS = Object.values(HELP_TOPICS).flat();

const namesIn = (message: string): readonly string[] => {
  const parts = JSON.stringify(new IntlMessageFormat(message, 'en').getAst());
  return [...parts.matchAll(/"type":[1-6],"value":"(\w+)"/g)].map(([, name = '']) => name);
};

/** Problems that people meet in the middle of a payment, although their own words do not speak of it. */
const WITH_AN_OPEN_OUTCOME: readonly ProblemCode[] = [
  'payment-not-found',
  'settle-reason-missing',
  'settle-not-now',
  'display-missing',
  'display-silent',
  'display-no-code',
  'display-covered',
];

/** Answers to “May I charge again?” that are wrong as long as a customer may have paid. */
const UNCONCERNED: readonly string[] = [
  'Yes.',
  'Yes. Charging is not affected.',
  'Yes, as soon as this is fixed.',
];

/** What a problem says anyway, with or without these. */
const GENERAL_ENOUGH = ['reason', 'failed', 'slip'];

const linesOf = ({ topics }: HelpTexts): readonly string[] =>
  TOPICS.flatMap((topic) => [topics[topic].title, ...topics[topic].steps, topics[topic].note]);

/** What stands in brackets in a line. */
const namedIn = (line: string): readonly string[] =>
  [...line.matchAll(/\[([^\]]*)\]/g)].map(([, name = '']) => name);

const shapeOf = (texts: unknown): unknown =>
  JSON.parse(JSON.stringify(texts, (_key, value: unknown) => (typeof value === 'string' ? '' : value)));

describe.each(LANGUAGE_NAMES)('the help in %s', (language) => {
  test('names every domain that the gateway’s own page needs, for whoever opens the firewall', async () => {
    const { steps } = (await readHelp(language)).topics.proxy;
    for (const { host } of PAGE_HOSTS) expect(steps.join(' ')).toContain(host.split('.').slice(-2).join('.'));
  });

  test('has what the English one has, step for step, in its order', async () => {
    const texts = await readHelp(language);
    const english = await readHelp('en');
    expect(JSON.stringify(shapeOf(texts))).toBe(JSON.stringify(shapeOf(english)));
    expect(linesOf(texts).map((line) => line === '')).toEqual(linesOf(english).map((line) => line === ''));
    for (const topic of TOPICS)
      expect(
        texts.topics[topic].steps.map((step) => namedIn(step).length),
        topic,
      ).toEqual(english.topics[topic].steps.map((step) => namedIn(step).length));
  });

  test('names only what the till has on its screens, and leads only to what there is', async () => {
    const texts = await readHelp(language);
    for (const name of linesOf(texts).flatMap(namedIn))
      expect(name.startsWith('#') ? isHelpTopic(name.slice(1)) : isTextKey(name), name).toBe(true);
    for (const name of linesOf(texts).flatMap(namedIn)) expect(TILL[name] ?? '', name).not.toMatch(/[{}]/);
  });

  test('no sentence is empty, and none is left in English', async () => {
    const texts = await readHelp(language);
    const english = await readHelp('en');
    for (const topic of TOPICS)
      for (const step of texts.topics[topic].steps) expect(step, topic).toMatch(/\S/);
    const said = [...linesOf(texts), ...Object.values(texts.general)];
    const inEnglish = new Set([...linesOf(english), ...Object.values(english.general)]);
    const same = said.filter((line) => line !== '' && inEnglish.has(line));
    expect(same).toEqual(language === 'en' ? said.filter((line) => line !== '') : []);
  });
});

describe('every problem', () => {
  test('has an answer about the money, and every answer has a problem', async () => {
    const { money } = await readHelp('en');
    expect([...new Set(PROBLEM_CODES.map(moneyAnswer))].toSorted()).toEqual(Object.keys(money).toSorted());
  });

  test('that comes while an outcome is open never says that nothing keeps anybody from charging again', async () => {
    const { money } = await readHelp('en');
    const speaksOfIt = (code: ProblemCode): boolean =>
      /outcome|not ended|in progress|unresolved|do not charge/i.test(
        `${TILL[`problem.${code}.title`] ?? ''} ${TILL[`problem.${code}.advice`] ?? ''}`,
      );
    const open = [...PROBLEM_CODES.filter(speaksOfIt), ...WITH_AN_OPEN_OUTCOME];
    expect(open.filter((code) => UNCONCERNED.includes(money[moneyAnswer(code)].again))).toEqual([]);
  });

  test('that names an amount or the like has a general wording for the help, and no other problem has one', async () => {
    const { general } = await readHelp('en');
    const keys = PROBLEM_CODES.flatMap((code) => [`${code}.title`, `${code}.advice`]);
    const needed = keys.filter((key) =>
      namesIn(TILL[`problem.${key}`] ?? '').some((name) => !GENERAL_ENOUGH.includes(name)),
    );
    expect(needed.filter((key) => !Object.hasOwn(general, key))).toEqual([]);
    expect(Object.keys(general).filter((key) => !keys.includes(key))).toEqual([]);
  });
});
