import type { Page } from '@playwright/test';

/**
 * Counts the calls of the widget's own functions since it was asked last: what something costs, on whatever machine and
 * beside whatever else it does. Work that grows faster than what it is done for shows as a number, not as a wait.
 */
export async function countSteps(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return async () => {
    const { result } = await session.send('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.endsWith('.js'))
      .flatMap(({ functions }) => functions)
      .reduce((sum, { ranges: [whole] }) => sum + (whole?.count ?? 0), 0);
  };
}
