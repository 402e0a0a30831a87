import type { Reporter, Suite } from '@playwright/test/reporter';

/**
 * Closes with the plain line that the test command counts. What did not run has not passed; what passed only at a
 * second try is named, for somebody to look at.
 */
export default class Summary implements Reporter {
  #suite: Suite | undefined;

  onBegin(_: unknown, suite: Suite) {
    this.#suite = suite;
  }
  onEnd() {
    const all = this.#suite?.allTests() ?? [];
    const unsteady = all.filter((test) => test.outcome() === 'flaky');
    for (const test of unsteady) console.log(`unsteady: ${test.titlePath().slice(1).join(' › ')}`);
    const passed = all.filter((test) => test.outcome() === 'expected').length + unsteady.length;
    console.log(`\ne2e: ${String(passed)} passed, ${String(all.length - passed)} failed`);
  }
}
