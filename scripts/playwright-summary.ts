import type { Reporter, Suite } from '@playwright/test/reporter';

/** Closes with the plain line that the test command counts. What did not run has not passed. */
export default class Summary implements Reporter {
  #suite: Suite | undefined;

  onBegin(_: unknown, suite: Suite) {
    this.#suite = suite;
  }
  onEnd() {
    const all = this.#suite?.allTests() ?? [];
    const passed = all.filter((test) => test.outcome() === 'expected').length;
    console.log(`\ne2e: ${String(passed)} passed, ${String(all.length - passed)} failed`);
  }
}
