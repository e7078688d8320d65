import type { ScreenName } from '../calls/place.svelte.ts';
import type { Role } from '../../views/sign-in-views.ts';

/** What each may see: accounts are the owner's, what people did here is for whoever answers for them or audits them. */
const SCREENS: Readonly<Record<Role, readonly ScreenName[]>> = {
  owner: ['now', 'tills', 'find', 'days', 'people', 'audit', 'more'],
  manager: ['now', 'tills', 'find', 'days', 'more'],
  auditor: ['now', 'tills', 'find', 'days', 'audit', 'more'],
};

export const screensFor = (role: Role): readonly ScreenName[] => SCREENS[role];
