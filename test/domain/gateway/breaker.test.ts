import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Breaker, Outcome, Pass } from '#domain/gateway/breaker.ts';
import { CLOSED, enter, isPausing, leave } from '#domain/gateway/breaker.ts';
import { PACE } from '#domain/pace.ts';

const calls = (outcomes: readonly Outcome[], apart: number): Breaker =>
  outcomes.reduce<Breaker>(
    (breaker, outcome, index) => leave(breaker, 'plain', outcome, index * apart),
    CLOSED,
  );

const FIVE_FAILURES = ['failed', 'failed', 'failed', 'failed', 'failed'] as const;
/** The last of five failures, each a second after the one before. */
const SHUT_AT = 4_000;

describe('a gateway that keeps failing is not called', () => {
  test.each<[string, readonly Outcome[], number, Breaker['state']]>([
    ['four failures are too few', FIVE_FAILURES.slice(1), 1_000, 'closed'],
    ['five failures within a minute', FIVE_FAILURES, 1_000, 'open'],
    ['five failures, but over more than a minute', FIVE_FAILURES, 16_000, 'closed'],
    [
      'seven of ten',
      ['answered', 'answered', 'answered', ...FIVE_FAILURES, 'failed', 'failed'],
      1_000,
      'open',
    ],
    ['four failures before an answer', [...FIVE_FAILURES.slice(1), 'answered'], 1_000, 'closed'],
    ['three of five', ['answered', 'answered', 'failed', 'failed', 'failed'], 1_000, 'closed'],
    ['calls that never left this computer', Array<Outcome>(9).fill('never-left'), 1_000, 'closed'],
  ])('%s', (_title, outcomes, apart, state) => {
    expect(calls(outcomes, apart).state).toBe(state);
  });

  test('for 5 seconds at first, then 15, 30 and 60, with one probe in between each time', () => {
    let breaker = calls(FIVE_FAILURES, 1_000);
    let now = SHUT_AT;
    for (const wait of [5_000, 15_000, 30_000, 60_000, 60_000]) {
      expect(isPausing(breaker, now + wait - 1)).toBe(true);
      now += wait;
      const probe = enter(breaker, now);
      expect(probe.pass).toBe('probe');
      expect(enter(probe.breaker, now).pass).toBe('refused');
      breaker = leave(probe.breaker, 'probe', 'failed', now);
    }
    const probe = enter(breaker, now + 60_000);
    expect(leave(probe.breaker, 'probe', 'answered', now + 60_000)).toBe(CLOSED);
  });

  test('a probe that never left, because our own network was down, is followed by the next at once', () => {
    const probe = enter(calls(FIVE_FAILURES, 1_000), SHUT_AT + 5_000);
    const after = leave(probe.breaker, 'probe', 'never-left', SHUT_AT + 5_100);
    expect(enter(after, SHUT_AT + 5_100).pass).toBe('probe');
  });

  test('whatever happens, there is only one probe at a time, every answer counts, and no wait exceeds a minute', () => {
    const happenings = fc.array(
      fc.record({
        pause: fc.integer({ min: 0, max: 70_000 }),
        /** Null sends another call; a number answers the call that was sent that many calls ago. */
        answered: fc.option(fc.nat(6)),
        outcome: fc.constantFrom<Outcome>('answered', 'failed', 'failed', 'failed', 'never-left'),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(happenings, (all) => {
        let breaker: Breaker = CLOSED;
        let now = 0;
        const underWay: Exclude<Pass, 'refused'>[] = [];
        for (const { pause, answered, outcome } of all) {
          now += pause;
          if (answered === null) {
            const entered = enter(breaker, now);
            breaker = entered.breaker;
            if (entered.pass === 'probe') expect(underWay).not.toContain('probe');
            if (entered.pass !== 'refused') underWay.push(entered.pass);
          } else {
            const [pass] = underWay.splice(Math.max(0, underWay.length - 1 - answered), 1);
            if (!pass) continue;
            breaker = leave(breaker, pass, outcome, now);
            if (outcome === 'answered') expect(breaker.state).toBe('closed');
            // The answer to an earlier call closes the breaker; the probe is then a call like any other.
            if (breaker.state === 'closed') underWay.fill('plain');
          }
          const shut = breaker.state === 'open' ? breaker.until - now : 0;
          expect(shut).toBeLessThanOrEqual(Math.max(...PACE.breaker.waits));
          if (!underWay.includes('probe')) expect(isPausing(breaker, now + 60_000)).toBe(false);
        }
      }),
    );
  });
});
