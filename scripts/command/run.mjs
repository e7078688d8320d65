// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';

/**
 * Runs a program to its end and returns its exit code. A SIGTERM or SIGHUP to this process is passed to it; a
 * SIGINT is not, because a terminal gives that to both already and Chromium dies at once on a second one.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] stdio is inherited unless given
 * @returns {Promise<number>} the exit code; 128 + the signal's number after a signal, as in a shell
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => void child.kill(signal);
    const wait = () => undefined;
    process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', wait);
    const release = () => void process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', wait);
    child.once('error', (error) => (release(), reject(error)));
    child.once('close', (code, signal) => (release(), resolve(code ?? signalCode(signal))));
  });
}

/** @param {NodeJS.Signals | null} signal */
const signalCode = (signal) => 128 + (signal ? constants.signals[signal] : 0);

/**
 * Runs a program that should not fail, and returns what it wrote to stdout.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {'pipe' | 'inherit'} [stderr] `inherit` shows it at once instead of keeping it for the error
 * @returns {Promise<string>}
 * @throws {Error} with what it wrote to stderr, if it ends with anything but 0
 */
export function capture(command, args, options = {}, stderr = 'pipe') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', stderr] });
    let out = '';
    let complaints = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (complaints += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(out);
      else
        reject(
          new Error(
            `${command} ${args[0] ?? ''} ended with ${code ?? signal}: ${complaints.trim().slice(-2000)}`,
          ),
        );
    });
  });
}
