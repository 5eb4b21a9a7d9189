// What the tests in a browser share: a browser that remembers what pages complain of and ask for, and the programs.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const {chromium} = createRequire(join(process.env.DRIVER, 'package.json'))('playwright-core');

export const folder = mkdtempSync(join(tmpdir(), 'truceline-'));

/// What a program prints; it must succeed.
export const run = (program, ...args) =>
  execFileSync(join(process.env.PROGRAMS, 'truceline-' + program), args, {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28});
export const json_of = (program, ...args) => JSON.parse(run(program, ...args, '--json'));

const tests = [];
export const test = (name, body) => tests.push([name, body]);

/// Runs every test, each with a browser page of its own, and ends the program: with 0 if none failed.
export const run_all = async () => {
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu']});
  let failed = 0;
  for (const [name, body] of tests) {
    const complaints = [];
    let context = null;
    const open = async (file, {width = 1280, height = 900, dark = false, mobile = false} = {}) => {
      if (context) await context.close();
      context = await browser.newContext({viewport: {width, height}, colorScheme: dark ? 'dark' : 'light', hasTouch: mobile});
      const page = await context.newPage();
      const address = 'file://' + join(folder, file);
      page.on('console', (message) => complaints.push(message.type() + ': ' + message.text()));
      page.on('pageerror', (error) => complaints.push('error: ' + error.message));
      page.on('request', (request) => { if (request.url() !== address) complaints.push('request: ' + request.url()); });
      await page.goto(address);
      return page;
    };
    try {
      await body(open);
      assert.deepEqual(complaints, [], 'the page complains, or asks for something');
      console.log('ok      ' + name);
    } catch (error) {
      ++failed;
      console.log('FAILED  ' + name + '\n' + error.stack);
    }
    if (context) await context.close();
  }
  await browser.close();
  rmSync(folder, {recursive: true});
  console.log(tests.length - failed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
};
