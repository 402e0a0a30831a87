/** A report may name the whole address, its origin after a redirect, or the scheme alone of what is not HTTP. */
function names(report: string, { href, origin, pathname, protocol }: URL): boolean {
  return report === href || report === origin || `${report}:` === protocol || report.startsWith(origin + pathname);
}

/** Calls back when the page's own security policy forbids a request to `address`; returns its undo. */
export function onBlocked(
  address: URL,
  callback: () => void,
  page: EventTarget | undefined = globalThis.document,
): () => void {
  const hear = (event: Event): void => {
    const { blockedURI, disposition } = event as SecurityPolicyViolationEvent;
    if (disposition !== 'report' && names(blockedURI, address)) callback();
  };
  page?.addEventListener('securitypolicyviolation', hear);
  return () => page?.removeEventListener('securitypolicyviolation', hear);
}
