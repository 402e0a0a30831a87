/** Whether an address is at one of the hosts that an entry of a list means. */
export type HostPattern = (target: URL) => boolean;

/** What `*` means. */
export const everyHost: HostPattern = () => true;

const entry = /^(https?:\/\/)?(\*\.)?([^/?#]+)/i;

/**
 * An entry of a list of hosts: a name, `*.name` for all below it, or `*`. A scheme and a port count where they are named.
 * Both sides are as the URL parser spells them, so that a name may be written in its own letters. `undefined` for what
 * can be no host.
 */
export function hostPattern(raw: string): HostPattern | undefined {
  const text = raw.trim();
  if (text === '*') return everyHost;
  const [, scheme, below, host = ''] = entry.exec(text) ?? [];
  // Some browsers take a blank for a sign of a name.
  if (!host || /[*%\s]/.test(host) || !URL.canParse(`https://${host}`)) return undefined;
  return (target) => {
    const spelled = `${scheme ?? `${target.protocol}//`}${host}`;
    if (!URL.canParse(spelled)) return false;
    const wanted = new URL(spelled);
    if (wanted.protocol !== target.protocol) return false;
    if (/:\d+$/.test(host) && wanted.port !== target.port) return false;
    return below ? target.hostname.endsWith(`.${wanted.hostname}`) : target.hostname === wanted.hostname;
  };
}
