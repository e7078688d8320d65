/** A new version has to show its window before it may open the journal. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import type { BegunUpdate, UpdateNote } from '#services/update/update-ports.ts';
import { awaitPage } from '#station/updates/await-page.ts';
import { HandClock, settle } from '../../support/fakes/hand-clock.ts';
import { silentLog } from '../../support/station-kit.ts';

const NEW: BegunUpdate = { from: '0.1.0', to: '0.2.0', starts: 1 };

const noteOf = (begun: BegunUpdate | null): UpdateNote => ({
  read: () => ({ newestSeen: null, failed: [], wish: null, begun, untold: null }),
  write: () => undefined,
});

/** A start of version 0.2.0. */
const start = (note: UpdateNote) => {
  const clock = new HandClock();
  let call = (): void => undefined;
  const asked = new Promise<void>((resolve) => (call = resolve));
  const outcome = { of: 'waits' };
  awaitPage({ note, running: '0.2.0' }, asked, clock, silentLog).then(
    () => (outcome.of = 'opens the journal'),
    (error: unknown) => (outcome.of = String(error)),
  );
  return { clock, outcome, call: () => call() };
};

test('a new version whose page never asks for anything does not open the journal, and says what helps', async () => {
  const { clock, outcome } = start(noteOf(NEW));
  await clock.pass(PACE.updates.firstCall - 1);
  expect(outcome.of).toBe('waits');
  await clock.pass(1);
  expect(outcome.of).toMatch(/the new version 0\.2\.0 opens no window.*at the third start/);
});

test('a new version whose page asks opens the journal, and is not ended later', async () => {
  const { clock, outcome, call } = start(noteOf(NEW));
  await clock.pass(PACE.updates.firstCall - 1);
  call();
  await settle();
  expect(outcome.of).toBe('opens the journal');
  await clock.pass(PACE.updates.firstCall);
  expect(outcome.of).toBe('opens the journal');
});

test.each([
  ['has been open before', noteOf(null)],
  ['is not the one that was to come', noteOf({ ...NEW, to: '0.3.0' })],
  [
    'has a note that another program holds',
    {
      ...noteOf(NEW),
      read: (): never => {
        throw new Error('EBUSY');
      },
    },
  ],
])('a version that %s waits for no page', async (_what, note) => {
  const { outcome } = start(note);
  await settle();
  expect(outcome.of).toBe('opens the journal');
});
