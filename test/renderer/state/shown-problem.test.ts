import { expect, test } from 'vitest';
import type { ReadinessView } from '#contract';
import { ShownProblem } from '../../../src-renderer/state/shown-problem.svelte.ts';
import { unready } from '../harness/views.ts';

test('a full disk is reported until the till says that it is no longer full', () => {
  let said: ReadinessView = { ready: true };
  const shown = new ShownProblem(() => said);
  const problem = { code: 'disk-full', details: {} } as const;
  shown.show(problem);
  expect(shown.current).toEqual(problem);
  said = unready('disk-full', 'try-again').readiness;
  expect(shown.current).toEqual(problem);
  said = { ready: true };
  expect(shown.current).toBeNull();
});

test('a single event is reported until somebody goes on', () => {
  let said: ReadinessView = { ready: true };
  const shown = new ShownProblem(() => said);
  shown.show({ code: 'day-unresolved', details: {} });
  said = { ready: true };
  expect(shown.current).toMatchObject({ code: 'day-unresolved' });
  shown.clear();
  expect(shown.current).toBeNull();
});
