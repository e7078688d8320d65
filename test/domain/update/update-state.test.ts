import fc from 'fast-check';
import { expect, test } from 'vitest';
import { obstacleTo } from '#domain/update/may-install.ts';
import type { UpdateEvent, UpdateState } from '#domain/update/update-state.ts';
import { advance, NO_UPDATE } from '#domain/update/update-state.ts';
import { offer } from './offer-kit.ts';

const newer = { ...offer, version: '0.3.0' };

const after = (...events: readonly UpdateEvent[]): UpdateState =>
  events.reduce((state, event) => advance(state, event) ?? state, NO_UPDATE);

const toReady = [
  { type: 'offered', offer },
  { type: 'download-began' },
  { type: 'downloaded' },
] as const satisfies readonly UpdateEvent[];

test('an update is offered, downloaded, ready and installed, in this order', () => {
  expect(after(...toReady)).toEqual({ stage: 'ready', offer });
  expect(after(...toReady, { type: 'install-began' }).stage).toBe('installing');
});

test('a failed step is tried again from the same point', () => {
  const [offered, began] = toReady;
  expect(after(offered, began, { type: 'download-failed' }).stage).toBe('offered');
  expect(after(...toReady, { type: 'install-began' }, { type: 'install-failed' }).stage).toBe('ready');
});

test('a file that is no longer the signed one is downloaded again', () => {
  expect(after(...toReady, { type: 'file-lost' }).stage).toBe('offered');
});

test('the same offer again changes nothing; a newer one replaces one that is ready', () => {
  expect(advance(after(...toReady), { type: 'offered', offer })).toBeUndefined();
  expect(after(...toReady, { type: 'offered', offer: newer })).toEqual({ stage: 'offered', offer: newer });
});

test('an offer that the feed withdraws is forgotten, unless it is being installed', () => {
  expect(after(...toReady, { type: 'withdrawn' })).toEqual(NO_UPDATE);
  expect(after(...toReady, { type: 'install-began' }, { type: 'withdrawn' }).stage).toBe('installing');
});

test('nothing is installed that was not downloaded, whatever happens in whatever order', () => {
  const events = fc.array(
    fc.constantFrom<UpdateEvent>(
      { type: 'offered', offer },
      { type: 'offered', offer: newer },
      { type: 'withdrawn' },
      { type: 'download-began' },
      { type: 'downloaded' },
      { type: 'download-failed' },
      { type: 'install-began' },
      { type: 'install-failed' },
      { type: 'file-lost' },
    ),
  );
  fc.assert(
    fc.property(events, (all) => {
      let [state, downloaded]: [UpdateState, string | null] = [NO_UPDATE, null];
      for (const event of all) {
        const next = advance(state, event);
        if (next && event.type === 'downloaded' && 'offer' in next) downloaded = next.offer.version;
        if (next?.stage === 'installing') expect(downloaded).toBe(next.offer.version);
        state = next ?? state;
      }
    }),
  );
});

const quiet = { isCharging: false, unresolved: 0, isExporting: false, isDayOpen: false };

test('an update waits for the end of the day; a manager need not', () => {
  expect(obstacleTo(quiet, false)).toBeNull();
  expect(obstacleTo({ ...quiet, isDayOpen: true }, false)).toBe('day-open');
  expect(obstacleTo({ ...quiet, isDayOpen: true }, true)).toBeNull();
});

test.each([false, true])('nothing is installed while anything is unresolved; asked for: %s', (isAskedNow) => {
  expect(obstacleTo({ ...quiet, isCharging: true }, isAskedNow)).toBe('charging');
  expect(obstacleTo({ ...quiet, unresolved: 1 }, isAskedNow)).toBe('unresolved');
});
