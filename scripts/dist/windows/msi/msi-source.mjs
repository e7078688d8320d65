// @ts-check
import { createHash } from 'node:crypto';

/**
 * @typedef {object} MsiContents
 * @property {string} name of the product
 * @property {string} publisher
 * @property {string} version three numbers
 * @property {string} folder with the packed program
 * @property {readonly string[]} files all of its files, with / between folders
 * @property {string} icon an .ico
 * @property {string} tillRuns the .dll that refuses while the till runs
 * @property {string} uninstallKey of the other installer
 */

/** By this code Windows recognises one version of the product as the successor of another. It never changes. */
const UPGRADE_CODE = '5D7BFC1C-6D24-4F0B-9C2B-3C3E7F1B4E90';

/**
 * A version as Windows Installer compares it: three numbers; it ignores any further ones.
 * @param {string} version
 * @returns {[number, number, number]}
 * @throws {Error} for other versions, whose order it would not know
 */
export function msiVersion(version) {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number) ?? [];
  const [major = 256, minor = 256, patch = 65_536] = parts;
  if (major > 255 || minor > 255 || patch > 65_534) {
    throw new Error(
      `Windows cannot order the version ${version}: three numbers, up to 255.255.65534, are needed.`,
    );
  }
  return [major, minor, patch];
}

/** @param {string} text @returns {string} the same GUID for the same text, in every version */
export function guidOf(text) {
  const hash = createHash('sha256').update(`${UPGRADE_CODE}/${text}`).digest('hex').toUpperCase();
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** @param {string} path @returns {string} an identifier for it in the MSI, of at most 38 characters */
const idOf = (path) => `i${guidOf(path).replaceAll('-', '')}`;

/** @param {string} text */
const xml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * @param {string} folder path inside the program's folder, '' for the folder itself
 * @param {MsiContents} contents
 * @returns {string} the files and folders directly in it
 */
function folderSource(folder, contents) {
  const inside =
    folder === '' ? contents.files : contents.files.filter((file) => file.startsWith(`${folder}/`));
  const rests = inside.map((file) => file.slice(folder === '' ? 0 : folder.length + 1));
  const folders = new Set(
    rests.filter((rest) => rest.includes('/')).map((rest) => rest.split('/', 1)[0] ?? ''),
  );
  const path = (/** @type {string} */ name) => (folder === '' ? name : `${folder}/${name}`);
  const files = rests.filter((rest) => !rest.includes('/'));
  return [
    ...files.map((name) => fileSource(path(name), name, contents.folder)),
    ...[...folders].map(
      (name) =>
        `<Directory Id="${idOf(path(name))}" Name="${xml(name)}">${folderSource(path(name), contents)}</Directory>`,
    ),
  ].join('\n');
}

/** @param {string} path @param {string} name @param {string} root */
const fileSource = (path, name, root) =>
  `<Component Id="${idOf(path)}" Guid="${guidOf(path)}" Win64="yes">` +
  `<File Id="f${idOf(path)}" Name="${xml(name)}" Source="${xml(`${root}/${path}`)}" KeyPath="yes" /></Component>`;

/** @param {string} id @param {string} folder @param {MsiContents} contents */
const shortcutSource = (id, folder, { name }) => `<DirectoryRef Id="${folder}">
  <Component Id="${id}" Guid="${guidOf(id)}" Win64="yes">
    <Shortcut Id="s${id}" Name="${xml(name)}" Target="[PROGRAM]countertop.exe" WorkingDirectory="PROGRAM" />
    <RegistryValue Root="HKLM" Key="Software\\${xml(name)}" Name="${id}" Type="integer" Value="1" KeyPath="yes" />
  </Component>
</DirectoryRef>`;

/** @param {MsiContents} contents @returns {string} what is refused, before anything is changed */
function refusalsSource({ version, uninstallKey }) {
  const [major, minor, patch] = msiVersion(version);
  const search = (/** @type {string} */ id, /** @type {string} */ key, /** @type {string} */ value) =>
    `<Property Id="${id}"><RegistrySearch Id="s${id}" Root="HKLM" Key="Software\\Microsoft\\${xml(key)}" Name="${value}" Type="raw" Win64="yes" /></Property>`;
  const refuse = (/** @type {string} */ unless, /** @type {string} */ message) =>
    `<Condition Message="${message}">Installed OR ${unless}</Condition>`;
  return `<!-- The same version again replaces itself: without that, Windows would have it twice. wixl leaves out IncludeMaximum. -->
<Upgrade Id="${UPGRADE_CODE}">
  <UpgradeVersion Minimum="0.0.0" IncludeMinimum="yes" Maximum="${major}.${minor}.${patch + 1}" Property="OLDERFOUND" />
  <UpgradeVersion Minimum="${version}" IncludeMinimum="no" OnlyDetect="yes" Property="NEWERFOUND" />
</Upgrade>
${refuse('NOT NEWERFOUND', 'A newer version of the till is installed. Nothing was changed.')}
${search('SETUPFOUND', `Windows\\CurrentVersion\\Uninstall\\${uninstallKey}`, 'DisplayVersion')}
${refuse('NOT SETUPFOUND', 'The till was installed by its installer (.exe). Uninstall that first; its data stays.')}
<!-- Windows Installer's own VersionNT stops at 8.1. -->
${search('WINDOWS10', 'Windows NT\\CurrentVersion', 'CurrentMajorVersionNumber')}
${refuse('WINDOWS10', 'The till needs Windows 10 or newer.')}`;
}

/**
 * The source from which wixl makes the MSI. It installs into the same place as the installer, for the whole computer.
 * @param {MsiContents} contents
 * @returns {string} XML in the format of WiX 3
 */
export function msiSource(contents) {
  const { name, publisher, version, icon, tillRuns } = contents;
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="*" Name="${xml(name)}" Language="1033" Version="${version}" Manufacturer="${xml(publisher)}" UpgradeCode="${UPGRADE_CODE}">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="${xml(name)}" />
<MediaTemplate EmbedCab="yes" />
${refusalsSource(contents)}

<!-- Windows would close the till to replace its files, in the middle of a payment. -->
<Property Id="MSIRESTARTMANAGERCONTROL" Value="Disable" />
<Binary Id="TillRuns" SourceFile="${xml(tillRuns)}" />
<CustomAction Id="RefuseWhileTillRuns" BinaryKey="TillRuns" DllEntry="RefuseWhileTillRuns" Return="check" Execute="immediate" />
<InstallExecuteSequence>
  <Custom Action="RefuseWhileTillRuns" Sequence="110" />
  <!-- Inside of the transaction: if the new version cannot be installed, the old one stays. -->
  <RemoveExistingProducts Sequence="1510" />
</InstallExecuteSequence>

<Icon Id="countertop.ico" SourceFile="${xml(icon)}" />
<Property Id="ARPPRODUCTICON" Value="countertop.ico" />
<Property Id="ARPNOMODIFY" Value="1" />

<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramFiles64Folder"><Directory Id="PROGRAM" Name="${xml(name)}">
<Component Id="Package" Guid="${guidOf('Package')}" Win64="yes">
  <RegistryValue Root="HKLM" Key="Software\\${xml(name)}" Name="Package" Type="string" Value="msi" KeyPath="yes" />
</Component>
${folderSource('', contents)}
</Directory></Directory>
<Directory Id="ProgramMenuFolder" />
<Directory Id="DesktopFolder" />
</Directory>
${shortcutSource('Menu', 'ProgramMenuFolder', contents)}
${shortcutSource('Desktop', 'DesktopFolder', contents)}
<Feature Id="All" Level="1">
${['Package', 'Menu', 'Desktop', ...contents.files.map(idOf)].map((id) => `<ComponentRef Id="${id}" />`).join('\n')}
</Feature>
</Product>
</Wix>
`;
}
