import type { SetUp } from '../../state/set-up/set-up.svelte.ts';

/** What somebody has open and can leave: the verdicts of a connection test are a page that has come by itself. */
export const openPage = ({ step, link, live }: SetUp): string => [step, link.testing, live.passed].join(' ');
