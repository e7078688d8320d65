/** Names of people, as they are shown. */
import { trainingManager } from '#domain/staff/staff.ts';
import { text } from './text.ts';

/** A name stays as it was typed; the one that training comes with, nobody typed. */
export const nameWords = (name: string): string =>
  name === trainingManager.name ? text('staff.training-manager') : name;
