import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[];
}

interface Axe {
  configure(spec: object): void;
  run(options: object): Promise<AxeResult>;
}

/** Animations are ended first, because a colour in transition cannot be judged. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getTiming().iterations === 1)
        .map((one) => one.finished),
    ).then(() => undefined),
  );

/** Loaded once per page: axe-core is half a megabyte of code. */
const inject = async (page: Page): Promise<void> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
};

/**
 * Only one line per violation leaves the page: handing over the whole result takes longer than finding it.
 */
const violationsOf = async (page: Page, given: { ratio?: number; options: object }): Promise<string[]> => {
  await atRest(page);
  await inject(page);
  return page.evaluate(async ({ ratio, options }) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    if (ratio !== undefined) {
      const expected = { expected: ratio };
      const contrastRatio = { normal: expected, large: expected };
      axe.configure({ checks: [{ id: 'color-contrast', options: { contrastRatio } }] });
    }
    const { violations } = await axe.run({ resultTypes: ['violations'], ...options });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, given);
};

/**
 * What axe-core finds wrong with the page, one line each; none if it is clean. Targets have at least 24 px.
 * With a ratio, every text, even large, has at least that contrast.
 */
export const axeViolations = (page: Page, ratio?: number): Promise<string[]> =>
  violationsOf(page, {
    ...(ratio !== undefined && { ratio }),
    options: { rules: { 'target-size': { enabled: true } } },
  });

/** Every text, even large, with less than this contrast on what is painted behind it. */
export const textsBelow = (page: Page, ratio: number): Promise<string[]> =>
  violationsOf(page, { ratio, options: { runOnly: { type: 'rule', values: ['color-contrast'] } } });
