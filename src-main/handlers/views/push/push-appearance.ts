import type { EventName, EventPayload } from '#contract/events.ts';
import type { AppearanceView } from '#contract/views/set-up/appearance-views.ts';
import type { Changes } from '#services/changes.ts';
import { lookView } from '#handlers/views/appearance-view.ts';
import type { PushQueue } from './push-queue.ts';

/** Pushes the whole appearance to the till, and to the customer's window the part that it follows. */
export const pushAppearance = (
  due: PushQueue['due'],
  push: <N extends EventName>(name: N, payload: EventPayload<N>) => void,
  changes: Pick<Changes, 'on'>,
  shown: () => AppearanceView,
): void => {
  changes.on('appearance', () =>
    due('appearance', () => {
      push('appearance.changed', shown());
      push('customer.lookChanged', lookView(shown().chosen));
    }),
  );
};
