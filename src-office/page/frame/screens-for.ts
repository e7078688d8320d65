import type { ScreenName } from '../calls/place.svelte.ts';
import type { Role } from '../../views/sign-in-views.ts';

/** What each role may see: accounts are for the owner; the audit log is for the owner and for auditors. */
const SCREENS: Readonly<Record<Role, readonly ScreenName[]>> = {
  owner: ['now', 'tills', 'find', 'days', 'people', 'audit', 'more'],
  manager: ['now', 'tills', 'find', 'days', 'more'],
  auditor: ['now', 'tills', 'find', 'days', 'audit', 'more'],
};

export const screensFor = (role: Role): readonly ScreenName[] => SCREENS[role];
