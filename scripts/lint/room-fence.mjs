/**
 * The lint rule that enforces rooms.mjs. It checks every kind of import, types included, finds the room that a
 * specifier leads to, and names it if the importing room may not use it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */
/** @typedef {Readonly<Record<string, import('./rooms.mjs').Room>>} Rooms */

/** @type {{ imports: Record<string, string> }} */
const { imports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const within = (/** @type {string} */ path, /** @type {string} */ room) =>
  path === room || path.startsWith(`${room}/`);

/**
 * The innermost room that a path of this project lies in; undefined outside all of them.
 * @param {Rooms} rooms
 * @param {string} path
 */
export const roomOf = (rooms, path) =>
  Object.keys(rooms)
    .filter((room) => within(path, room))
    .toSorted((one, other) => other.length - one.length)[0];

/** The path that `#room/file.ts` leads to, by the imports of package.json. */
const byAlias = (/** @type {string} */ specifier) => {
  for (const [alias, target] of Object.entries(imports)) {
    const start = alias.replace('*', '');
    if (alias === specifier) return target.slice(2);
    if (alias.endsWith('*') && specifier.startsWith(start))
      return join(target.slice(2, -1), specifier.slice(start.length));
  }
  return undefined;
};

/**
 * The path from the project's root, or the package, that an import in this file leads to.
 * @param {string} file path from the project's root, with forward slashes
 * @param {string} specifier as written in the import
 */
export const leadsTo = (file, specifier) => {
  if (specifier.startsWith('#')) return byAlias(specifier) ?? specifier;
  return specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
};

const isPort = (/** @type {string} */ path) => /(^|[/-])ports?\.ts$/.test(path);

/** Whether an entry in a room's `may`, such as 'src-main/services:ports', covers this path. */
export const mayEnter = (/** @type {string} */ allowed, /** @type {string} */ path) => {
  const [room = '', part] = allowed.split(':');
  return within(path, room) && (part !== 'ports' || isPort(path));
};

/** Whether an entry in a room's `packages`, such as 'node:*', covers this package. */
export const mayUse = (/** @type {string} */ allowed, /** @type {string} */ name) =>
  allowed === 'node:*' ? name.startsWith('node:') : name === allowed || name.startsWith(`${allowed}/`);

/**
 * Why a file may not import this, or undefined if it may.
 * @param {Rooms} rooms
 * @param {string} file path from the project's root, with forward slashes
 * @param {string} specifier as written in the import
 */
export const refusal = (rooms, file, specifier) => {
  const room = roomOf(rooms, file);
  if (room === undefined) return undefined;
  const { may, packages } = rooms[room] ?? { may: [], packages: [] };
  if (/^\.\.?(\/|$)/.test(specifier)) {
    if (room.startsWith('src-main') && !specifier.startsWith('./'))
      return `Between folders import by #room/file.ts, not "${specifier}".`;
  } else if (!specifier.startsWith('#')) {
    return packages.some((allowed) => mayUse(allowed, specifier))
      ? undefined
      : `The room "${room}" may not use the package "${specifier}"; see ARCHITECTURE.md.`;
  }
  const path = leadsTo(file, specifier);
  if (roomOf(rooms, path) === room || may.some((allowed) => mayEnter(allowed, path))) return undefined;
  return `The room "${room}" may not import "${path}"; see ARCHITECTURE.md.`;
};

/** @type {RuleModule} */
export const roomFence = {
  // The rooms are an option, so that lint's cache notices when they change.
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create: (context) => {
    const [rooms] = context.options;
    const file = relative(context.cwd.replaceAll('\\', '/'), context.filename.replaceAll('\\', '/'));
    /** @param {any} node @param {any} source */
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return;
      const message = refusal(rooms, file, source.value);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (/** @type {any} */ node) => check(node, node.source ?? node.argument?.literal),
      TSExternalModuleReference: (/** @type {any} */ node) => check(node, node.expression),
      'CallExpression[callee.name="require"]': (/** @type {any} */ node) => check(node, node.arguments[0]),
    };
  },
};
