// @ts-check
/**
 * How to undo a guard, and the test that notices.
 * @typedef {object} Guard
 * @property {string} name what it guards; points are those of Electron's security checklist
 * @property {string} file that contains `find` exactly once
 * @property {string} find
 * @property {string} undone what replaces it
 * @property {string} test the test file that then fails
 */

export {};
