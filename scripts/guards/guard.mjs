// @ts-check
/**
 * What undoes a guard, and the test that notices.
 * @typedef {object} Guard
 * @property {string} name what it guards; points are those of Electron's security checklist
 * @property {string} file in which `find` is there exactly once
 * @property {string} find
 * @property {string} undone what it is replaced by
 * @property {string} test the file of the test that fails then
 */

export {};
