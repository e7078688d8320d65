// Loaded by NODE_OPTIONS into every process of the development runtime, whose Node is too old for the build of
// better-sqlite3 that npm installs. The one that was compiled for it lies beside this file.
const load = process.dlopen.bind(process);
process.dlopen = function (module, file, ...flags) {
  const asked = file.endsWith('better-sqlite3/prebuilds/linux-x64.node');
  load(module, asked ? `${__dirname}/better_sqlite3.node` : file, ...flags);
};
