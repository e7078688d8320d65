// @ts-check
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** @typedef {{ name: string, state: string }} Fuse `name` as electron-builder.yml has it; `state` is mostly on or off */

/** electron-builder.yml has no word for these, but we have an opinion. Older Electrons lack them. */
const unsaid = { wasmTrapHandlers: true };

const states = {
  [FuseState.ENABLE]: 'on',
  [FuseState.DISABLE]: 'off',
  [FuseState.REMOVED]: 'removed',
  [FuseState.INHERIT]: 'inherited',
};

/**
 * Reads the fuses of a packaged program from its binary.
 * @param {string} executable
 * @returns {Promise<Fuse[]>} in their order there
 */
export async function readFuses(executable) {
  const wire = Object.entries(await getCurrentFuseWire(executable)).filter(([key]) => key !== 'version');
  return wire.map(([index, state]) => ({
    name: nameOf(Number(index)),
    state: states[/** @type {FuseState} */ (state)] ?? String(state),
  }));
}

/** @param {number} index @returns {string} e.g. `runAsNode` */
function nameOf(index) {
  const name = FuseV1Options[index] ?? `number ${index}`;
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Is every fuse as it was wished? One that nobody has an opinion on is a fault too: a newer Electron has added it.
 * @param {readonly Fuse[]} wire
 * @param {Readonly<Record<string, boolean>>} wanted
 * @returns {string[]} a sentence for each that is not
 */
export function fuseFaults(wire, wanted) {
  const names = new Set(wire.map(({ name }) => name));
  const missing = Object.keys(wanted).filter((name) => !names.has(name));
  /** @type {Record<string, boolean>} */
  const opinions = { ...unsaid, ...wanted };
  return [
    ...missing.map((name) => `this Electron has no fuse ${name}`),
    ...wire.flatMap(({ name, state }) => {
      const opinion = opinions[name];
      if (opinion === undefined) return [`nothing is said of the fuse ${name}, which is ${state}`];
      const should = opinion ? 'on' : 'off';
      return state === should ? [] : [`${name} is ${state} and should be ${should}`];
    }),
  ];
}

/** @param {readonly Fuse[]} wire @returns {string} one line */
export const describeFuses = (wire) => wire.map(({ name, state }) => `${name} ${state}`).join(', ');
