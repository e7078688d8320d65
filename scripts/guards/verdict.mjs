// @ts-check
/**
 * What Vitest's JSON report says about a test file.
 * @typedef {object} Report
 * @property {readonly { readonly name: string, readonly message: string,
 *   readonly assertionResults: readonly { readonly status: string, readonly title: string,
 *     readonly failureMessages: readonly string[] }[] }[]} testResults one for each file
 * @property {boolean} success
 */

const firstLine = (/** @type {string} */ text) => text.trim().split('\n')[0] ?? '';

/**
 * How a test file ended: only a test that ran and failed shows that something was noticed. A file that did not even
 * load, or a run that ended otherwise, shows nothing, and why is said.
 * @param {Report} report
 * @returns {{ readonly ended: 'passed' } | { readonly ended: 'failed', readonly by: string } |
 *   { readonly ended: 'broken', readonly why: string }} `by`: the test that failed, and how; whoever reads it sees whether
 *   it failed for that reason
 */
export const verdictOn = ({ testResults, success }) => {
  const unloaded = testResults.find(
    ({ assertionResults, message }) => message !== '' && assertionResults.length === 0,
  );
  if (unloaded)
    return { ended: 'broken', why: `${unloaded.name} did not load: ${firstLine(unloaded.message)}` };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.find(({ status }) => status === 'failed');
  if (failed)
    return { ended: 'failed', by: `“${failed.title}”: ${firstLine(failed.failureMessages[0] ?? '')}` };
  if (!success) {
    // Of a hook, such as `beforeAll`.
    const said = testResults.map(({ message }) => firstLine(message)).find((line) => line !== '');
    return { ended: 'broken', why: `the run failed, but no test did${said ? `: ${said}` : ''}` };
  }
  if (!results.some(({ status }) => status === 'passed')) return { ended: 'broken', why: 'no test ran' };
  return { ended: 'passed' };
};
