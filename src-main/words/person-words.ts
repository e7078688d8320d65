/** Names of people, as they are shown. */
import { trainingManager } from '#domain/staff/staff.ts';
import { text } from './text.ts';

/** A name stays as typed; only the built-in manager of training has a translated name. */
export const nameWords = (name: string): string =>
  name === trainingManager.name ? text('staff.training-manager') : name;
