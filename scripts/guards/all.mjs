// @ts-check
import { CHECKLIST } from './checklist.mjs';
import { GATEWAY_PAGE } from './gateway-page.mjs';
import { KEPT } from './kept.mjs';
import { OFFICE } from './office.mjs';
import { OWN } from './own.mjs';
import { UPDATES } from './updates.mjs';

/** Every guard that is undone to see that a test notices. @type {readonly import('./guard.mjs').Guard[]} */
export const GUARDS = [...CHECKLIST, ...OWN, ...KEPT, ...UPDATES, ...GATEWAY_PAGE, ...OFFICE];
