/** Bundles a file of test/chaos, and answers the address to import it from. */
export function bundled(name: string): Promise<string>;
